BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
    $folder = Join-Path "$TestDrive" 'check'
    $configuration = New-Configuration -Folder $folder
}

Describe 'Test-HrisCsv' {
    Context 'on a good file' {
        BeforeAll {
            $file = New-UsersFile -Path (Join-Path $folder 'good.csv') -Line $threeUsers
            $report = Test-HrisCsv -Path $file -Configuration $configuration
        }

        It 'says that it is valid' {
            $report.IsValid | Should -BeTrue
            $report.Lines | Should -Be 3
            $report.Active | Should -Be 3
            $report.Errors | Should -Be 0
            $report.Delimiter | Should -Be ','
        }

        It 'gives True alone with -Quiet' {
            $answer = Test-HrisCsv -Path $file -Configuration $configuration -Quiet
            $answer | Should -BeOfType ([bool])
            $answer | Should -BeTrue
        }

        It 'changes nothing' {
            Get-HrisUser -Configuration $configuration | Should -BeNullOrEmpty
            Get-HrisSync -Configuration $configuration | Should -BeNullOrEmpty
        }
    }

    Context 'on a file with faults' {
        BeforeAll {
            $file = New-UsersFile -Path (Join-Path $folder 'bad.csv') -Line @(
                ($header + ',country')
                'E1,,Anna,Schmidt,Active,Engineer,DE'
                'E2,bruno@example.com,Bruno,Costa,Perhaps,Buyer,IT'
                'E3,chloe@example.com,Chloe,Martin,Active,Nurse,FR'
                'E4,dan@example.com,Dan'
            )
            $report = Test-HrisCsv -Path $file -Configuration $configuration
        }

        It 'says that it is not valid' {
            $report.IsValid | Should -BeFalse
            $report.Lines | Should -Be 4
            $report.Invalid | Should -Be 3
        }

        It 'names line, identifier and kind of each fault' {
            $mail = @($report.Issues | Where-Object { $_.Code -eq 'userWithoutMail' })
            $mail.Count | Should -Be 1
            $mail[0].Line | Should -Be 2
            $mail[0].UniqueId | Should -Be 'E1'
            $mail[0].Severity | Should -Be 'Error'
            @($report.Issues | Where-Object { $_.Code -eq 'userWithoutStatus' })[0].Line | Should -Be 3
            @($report.Issues | Where-Object { $_.Line -eq 5 -and $_.Severity -eq 'Error' }).Count | Should -Be 1
        }

        It 'mentions a column that it does not know as information' {
            @($report.Issues | Where-Object { $_.Severity -eq 'Information' -and $_.Column -eq 'country' }).Count | Should -Be 1
        }

        It 'gives False alone with -Quiet' {
            $answer = Test-HrisCsv -Path $file -Configuration $configuration -Quiet
            $answer | Should -BeOfType ([bool])
            $answer | Should -BeFalse
        }

        It 'gives issues that sort, filter and export' {
            $path = Join-Path $folder 'issues.csv'
            $report.Issues | Sort-Object -Property Line | Select-Object -Property Line, Code, Severity, Message |
                Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
            @(Import-Csv -LiteralPath $path).Count | Should -Be @($report.Issues).Count
        }
    }

    It 'takes files from the pipeline' {
        $good = New-UsersFile -Path (Join-Path $folder 'good.csv') -Line $threeUsers
        $reports = @(Get-Item -LiteralPath $good | Test-HrisCsv -Configuration $configuration)
        $reports.Count | Should -Be 1
        $reports[0].File | Should -Be 'good.csv'
    }

    It 'refuses a file that is not there' {
        $path = Join-Path $folder 'nowhere.csv'
        Get-ErrorId { Test-HrisCsv -LiteralPath $path -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'SourceNotFound*'
    }
}
