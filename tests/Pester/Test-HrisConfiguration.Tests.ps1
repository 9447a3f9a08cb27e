BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
}

Describe 'Test-HrisConfiguration' {
    It 'tries every part, gives one object for each and makes nothing' {
        $folder = Join-Path "$TestDrive" 'passed'
        $configuration = New-Configuration -Folder $folder -Property @{ source = @{ folder = 'drop' } }
        [void][System.IO.Directory]::CreateDirectory((Join-Path $folder 'drop'))
        [void](New-UsersFile -Path ([System.IO.Path]::Combine($folder, 'drop', 'hris-360learning.csv')) -Line $threeUsers)

        $checks = @(Test-HrisConfiguration -Path $configuration)

        @($checks | Where-Object { $_.Status -eq 'Failed' }).Count | Should -Be 0
        @($checks | Where-Object { $_.Check -eq 'Source' })[0].Status | Should -Be 'Passed'
        @($checks | Where-Object { $_.Check -eq 'File' })[0].Status | Should -Be 'Passed'
        @($checks | Where-Object { $_.Check -eq 'MailServer' })[0].Status | Should -Be 'Skipped'
        Test-Path -LiteralPath (Join-Path $folder 'data') | Should -BeFalse
    }

    It 'lists every fault of the file with its line and what to do' {
        $path = Join-Path "$TestDrive" 'faulty.json'
        [System.IO.File]::WriteAllText($path, "{`n  `"nonsense`": 1,`n  `"csv`": { `"delimiter`": `"x`" }`n}")

        $checks = @(Test-HrisConfiguration -Path $path)

        $checks.Count | Should -Be 2
        foreach ($check in $checks) {
            $check.Status | Should -Be 'Failed'
            $check.Remedy | Should -Not -BeNullOrEmpty
        }
        $checks[0].Message | Should -BeLike 'line 2:*'
        $checks[1].Message | Should -BeLike 'line 3:*'
    }
}
