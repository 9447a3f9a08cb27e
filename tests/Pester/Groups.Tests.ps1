BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')

    $folder = Join-Path "$TestDrive" 'groups'
    $configuration = New-Configuration -Folder $folder -Property @{
        groups    = @{ rulesFile = 'rules.csv'; default = 'Guests' }
        directory = @{
            groups = @(
                @{ path = 'Company' }
                @{ path = 'Company/Engineering'; public = $true }
                @{ path = 'Guests' }
            )
        }
    }
    $rules = New-UsersFile -Path (Join-Path $folder 'rules.csv') -Line @(
        'Rule,Group,Field,Operator,Value'
        'Engineers,Company/Engineering,title,equals,engineer'
        'Kings,Company,title,startsWith,King'
    )
    $file = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line $threeUsers
}

Describe 'Test-HrisGroupRule' {
    It 'says whom each rule takes, and whom none does' {
        $reports = @(Test-HrisGroupRule -Path $rules -CsvPath $file -Configuration $configuration)
        $reports.Count | Should -Be 3
        $reports[0].Users | Should -Be 1
        @($reports | Where-Object { $_.TakesNobody }).Rule | Should -Be 'Kings'
        $reports[2].Rule | Should -BeNullOrEmpty
        $reports[2].Users | Should -Be 2
        $reports[2].Group | Should -Be 'Guests'
    }

    It 'takes the file from the pipeline' {
        @(Get-Item -LiteralPath $rules | Test-HrisGroupRule -Configuration $configuration).Count | Should -Be 2
    }

    It 'names the line of each fault' {
        $faulty = New-UsersFile -Path (Join-Path $folder 'faulty.csv') -Line @(
            'Rule,Group,Field,Operator,Value'
            'Bad,Company/Nowhere,title,equals,x'
        )
        $null = Test-HrisGroupRule -Path $faulty -Configuration $configuration -ErrorAction SilentlyContinue -ErrorVariable problem
        @($problem).Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'GroupRulesInvalid*'
        $problem[0].TargetObject | Should -Be 2
    }
}

Describe 'Invoke-HrisSync with group rules' {
    It 'puts users where the rules say and counts whom none takes' {
        $run = Invoke-HrisSync -LiteralPath $file -Configuration $configuration
        $run.NoGroupsMatch | Should -Be 2
        (Get-HrisUser -UniqueId E1 -Configuration $configuration).Groups | Should -Be @('Company', 'Company/Engineering')
        (Get-HrisUser -UniqueId E2 -Configuration $configuration).Groups | Should -Be @('Guests')
    }

    It 'does not start with a faulty rules file' {
        $null = New-UsersFile -Path $rules -Line @('Rule,Group,Field,Operator,Value', 'Bad,Company,title,resembles,x')
        Get-ErrorId { Invoke-HrisSync -LiteralPath $file -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'GroupRulesInvalid*'
    }
}
