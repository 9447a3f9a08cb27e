BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')

    $folder = Join-Path "$TestDrive" 'users'
    $configuration = New-Configuration -Folder $folder
    $file = Join-Path $folder 'users.csv'
    $null = New-UsersFile -Path $file -Line $threeUsers
    $null = Invoke-HrisSync -LiteralPath $file -Configuration $configuration -ErrorAction Stop
    $null = New-UsersFile -Path $file -Line @($threeUsers[0..2] + 'E3,chloe@example.com,Chloe,Martin,Inactive,Nurse')
    $null = Invoke-HrisSync -LiteralPath $file -Configuration $configuration -ErrorAction Stop
}

Describe 'Get-HrisUser' {
    It 'finds a user by unique identifier, without regard to case' {
        $user = Get-HrisUser -UniqueId e1 -Configuration $configuration
        $user.Email | Should -Be 'anna@example.com'
        $user.Title | Should -Be 'Engineer'
        $user.Language | Should -Be 'en'
        $user.Archived | Should -BeFalse
    }

    It 'finds users by wildcard' {
        @(Get-HrisUser -UniqueId 'E*' -Configuration $configuration).Count | Should -BeGreaterOrEqual 2
        (Get-HrisUser -Email 'bruno@*' -Configuration $configuration).UniqueId | Should -Be 'E2'
    }

    It 'finds archived users' {
        $user = Get-HrisUser -Archived -Configuration $configuration
        $user.UniqueId | Should -Be 'E3'
        $user.Archived | Should -BeTrue
    }

    It 'gives nothing for a connector that has not run yet' {
        $own = New-Configuration -Folder (Join-Path $folder 'new')
        Get-HrisUser -Configuration $own | Should -BeNullOrEmpty
    }
}
