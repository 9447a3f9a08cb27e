BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
}

Describe 'Invoke-HrisSync' {
    Context 'on a file of three new users' {
        BeforeAll {
            $folder = Join-Path "$TestDrive" 'three'
            $configuration = New-Configuration -Folder $folder
            $file = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line $threeUsers
            $first = Invoke-HrisSync -Path $file -Configuration $configuration -ErrorAction Stop
            $second = Invoke-HrisSync -Path $file -Configuration $configuration -ErrorAction Stop
        }

        It 'creates them' {
            $first.Status | Should -Be 'Success'
            $first.Lines | Should -Be 3
            $first.Created | Should -Be 3
            $first.File | Should -Be 'users.csv'
            $first.Connector | Should -Be 'pester'
            $first.Planned | Should -BeFalse
        }

        It 'leaves a CSV log with the status of every line in front' {
            $log = @(Import-Csv -LiteralPath $first.CsvLogPath)
            $log.Count | Should -Be 3
            $log.ImportStatus | Sort-Object -Unique | Should -Be 'UserCreated'
            $log[0].uniqueId | Should -Be 'E1'
            [System.IO.File]::ReadAllLines($first.CsvLogPath)[0] | Should -Be ('ImportStatus,ImportDetail,' + $header)
        }

        It 'leaves a JSON log' {
            $log = [System.IO.File]::ReadAllText($first.JsonLogPath) | ConvertFrom-Json
            $log.status | Should -BeExactly 'success'
            $log.numberOfCreatedUsers | Should -Be 3
            $log.PSObject.Properties.Name[0] | Should -BeExactly 'startDate'
            $log.PSObject.Properties.Name | Should -Not -Contain 'logs'
        }

        It 'does nothing when the same file comes again, and says so on every line' {
            $second.Status | Should -Be 'Success'
            $second.Created | Should -Be 0
            $second.Updated | Should -Be 0
            $second.Unchanged | Should -Be 3
            @((Import-Csv -LiteralPath $second.CsvLogPath).ImportStatus) | Should -Be @('NoActionDone', 'NoActionDone', 'NoActionDone')
        }

        It 'leaves the file as it was' {
            [System.IO.File]::ReadAllLines($file)[0] | Should -Be $header
        }
    }

    Context 'with -WhatIf' {
        BeforeAll {
            $folder = Join-Path "$TestDrive" 'whatif'
            $configuration = New-Configuration -Folder $folder
            $file = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line $threeUsers
            $preview = Invoke-HrisSync -Path $file -Configuration $configuration -WhatIf -ErrorAction Stop
        }

        It 'gives the result that a run would have' {
            $preview.Planned | Should -BeTrue
            $preview.Created | Should -Be 3
        }

        It 'changes nothing' {
            Get-HrisUser -Configuration $configuration | Should -BeNullOrEmpty
            Get-HrisSync -Configuration $configuration | Should -BeNullOrEmpty
        }
    }

    Context 'with files from the pipeline' {
        BeforeAll {
            $folder = Join-Path "$TestDrive" 'pipeline'
            $configuration = New-Configuration -Folder $folder
            $null = New-UsersFile -Path (Join-Path $folder 'a.csv') -Line $threeUsers
            $null = New-UsersFile -Path (Join-Path $folder 'b[1].csv') -Line @($header, 'E4,dan@example.com,Dan,Novak,Active,Clerk')
            $runs = @(Get-ChildItem -Path (Join-Path $folder '*.csv') | Sort-Object -Property Name | Invoke-HrisSync -Configuration $configuration -ErrorAction Stop)
        }

        It 'makes one run of each, also when a name looks like a wildcard' {
            $runs.Count | Should -Be 2
            @($runs.File) | Should -Be @('a.csv', 'b[1].csv')
            @($runs.Created) | Should -Be @(3, 1)
        }

        It 'takes a wildcard as well' {
            @(Invoke-HrisSync -Path (Join-Path $folder '*.csv') -Configuration $configuration).Count | Should -Be 2
        }
    }

    Context 'with a configured folder' {
        BeforeAll {
            $folder = Join-Path "$TestDrive" 'source'
            $drop = Join-Path $folder 'drop'
            [void][System.IO.Directory]::CreateDirectory($drop)
            $configuration = New-Configuration -Folder $folder -Property @{
                source = @{ folder = 'drop'; fileName = 'users*.csv'; afterSync = 'archive'; archivePath = 'done' }
            }
            $older = New-UsersFile -Path (Join-Path $drop 'users2.csv') -Line $threeUsers
            $newer = New-UsersFile -Path (Join-Path $drop 'users1.csv') -Line @($header, 'E4,dan@example.com,Dan,Novak,Active,Clerk')
            $null = New-UsersFile -Path (Join-Path $drop 'users3.csv.part') -Line $threeUsers
            [System.IO.File]::SetLastWriteTimeUtc($older, [System.DateTime]::UtcNow.AddHours(-2))
            [System.IO.File]::SetLastWriteTimeUtc($newer, [System.DateTime]::UtcNow.AddHours(-1))
            # -Force: the second file is much shorter than the first, and that is not what this test is about.
            $runs = @(Invoke-HrisSync -Configuration $configuration -Force -ErrorAction Stop)
        }

        It 'takes the files oldest first and leaves what is still being uploaded' {
            @($runs.File) | Should -Be @('users2.csv', 'users1.csv')
            Join-Path $drop 'users3.csv.part' | Should -Exist
        }

        It 'archives what it processed' {
            $older | Should -Not -Exist
            $newer | Should -Not -Exist
            @(Get-ChildItem -LiteralPath (Join-Path $folder 'done')).Count | Should -Be 2
        }
    }

    Context 'with custom fields' {
        BeforeAll {
            $folder = Join-Path "$TestDrive" 'custom'
            $configuration = New-Configuration -Folder $folder -Property @{
                customFields = @(
                    @{ column = 'Cost center'; name = 'costCenter'; authorizedValues = @('100', '200') }
                    @{ column = 'Hire date'; name = 'hireDate'; type = 'date'; formats = @('dd/MM/yyyy') }
                )
            }
            $file = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line @(
                ($header + ',Cost center,Hire date')
                'E1,anna@example.com,Anna,Schmidt,Active,Engineer,100,02/03/2026'
                'E2,bruno@example.com,Bruno,Costa,Active,Buyer,999,2026-03-02'
            )
            $run = Invoke-HrisSync -Path $file -Configuration $configuration -ErrorAction Stop
        }

        It 'synchronizes the user and says which field it could not' {
            $run.Status | Should -Be 'Warning'
            $run.Created | Should -Be 2
            $log = @(Import-Csv -LiteralPath $run.CsvLogPath)
            $log[1].ImportStatus | Should -Be 'CustomFieldSyncIssue'
            $log[1].ImportDetail | Should -Be 'CustomFieldValueNotAuthorized'
        }

        It 'keeps dates in one format' {
            $user = Get-HrisUser -UniqueId E1 -Configuration $configuration
            $user.CustomFields['costCenter'] | Should -Be '100'
            $user.CustomFields['hireDate'] | Should -Be '2026-03-02'
        }
    }

    Context 'while another run on the connector is active' {
        BeforeAll {
            $folder = Join-Path "$TestDrive" 'waiting'
            $configuration = New-Configuration -Folder $folder
            $file = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line $threeUsers
            $store = [System.IO.Path]::Combine($folder, 'data', 'pester')
            [void][System.IO.Directory]::CreateDirectory($store)
            $lock = [System.IO.File]::Open((Join-Path $store 'run.lock'), 'OpenOrCreate', 'ReadWrite', 'None')
        }

        AfterAll {
            $lock.Dispose()
        }

        It 'is refused at once' {
            Get-ErrorId { Invoke-HrisSync -Path $file -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'RunAlreadyActive*'
        }

        It 'is refused after the time that it was told to wait' {
            Get-ErrorId { Invoke-HrisSync -Path $file -Configuration $configuration -WaitSeconds 1 -ErrorAction Stop } | Should -BeLike 'RunAlreadyActive*'
        }

        It 'waits for a day at most' {
            Get-ErrorId { Invoke-HrisSync -Path $file -Configuration $configuration -WaitSeconds 86401 -ErrorAction Stop } | Should -BeLike 'ParameterArgumentValidationError*'
        }

        It 'begins when the other run has ended' {
            $lock.Dispose()
            (Invoke-HrisSync -Path $file -Configuration $configuration -WaitSeconds 1 -ErrorAction Stop).Created | Should -Be 3
        }
    }

    Context 'on a file that would archive most of the users' {
        BeforeAll {
            $folder = Join-Path "$TestDrive" 'limits'
            $configuration = New-Configuration -Folder $folder
            $active = @($header)
            $leaving = @($header)
            foreach ($n in 1..20) {
                $active += "E$n,user$n@example.com,First$n,Last$n,Active,Clerk"
                $leaving += "E$n,user$n@example.com,First$n,Last$n,Inactive,Clerk"
            }
            $file = Join-Path $folder 'users.csv'
            $null = New-UsersFile -Path $file -Line $active
            $null = Invoke-HrisSync -Path $file -Configuration $configuration -ErrorAction Stop
            $null = New-UsersFile -Path $file -Line $leaving
        }

        It 'refuses, and changes nothing' {
            $run = Invoke-HrisSync -Path $file -Configuration $configuration -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'SafetyThresholdExceeded*'
            $run.Status | Should -Be 'Error'
            $run.Logs[0] | Should -BeLike 'Safety threshold exceeded: 20 of 20 users (* would be archived, *'
            Get-HrisUser -Archived -Configuration $configuration | Should -BeNullOrEmpty
        }

        It 'goes through with -Force' {
            $run = Invoke-HrisSync -Path $file -Configuration $configuration -Force -ErrorAction Stop
            $run.Archived | Should -Be 20
        }
    }
}

Describe 'What Invoke-HrisSync refuses' {
    BeforeAll {
        $folder = Join-Path "$TestDrive" 'refused'
        $configuration = New-Configuration -Folder $folder

        function Invoke-ByteFile {
            param([string] $Name, [byte[]] $Bytes)
            $path = Join-Path $folder $Name
            [System.IO.File]::WriteAllBytes($path, $Bytes)
            Get-ErrorId { Invoke-HrisSync -LiteralPath $path -Configuration $configuration -ErrorAction Stop }
        }

        function Invoke-TextFile {
            param([string] $Name, [string] $Text)
            Invoke-ByteFile -Name $Name -Bytes ([System.Text.Encoding]::ASCII.GetBytes($Text))
        }
    }

    It 'a file that is not there: SourceNotFound' {
        $path = Join-Path $folder 'nowhere.csv'
        Get-ErrorId { Invoke-HrisSync -LiteralPath $path -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'SourceNotFound*'
    }

    It 'a folder: SourceNotAFile' {
        Get-ErrorId { Invoke-HrisSync -LiteralPath $folder -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'SourceNotAFile*'
    }

    It 'no path and no configured source: SourceNotConfigured' {
        Get-ErrorId { Invoke-HrisSync -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'SourceNotConfigured*'
    }

    It 'a file without a byte: FileEmpty' {
        $path = Join-Path $folder 'empty.csv'
        [System.IO.File]::WriteAllText($path, '')
        Get-ErrorId { Invoke-HrisSync -LiteralPath $path -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'FileEmpty*'
    }

    It 'a header alone: FileContainsNoData' {
        Invoke-TextFile -Name 'header.csv' -Text ($header + "`r`n") | Should -BeLike 'FileContainsNoData*'
    }

    It 'UTF-16: FileEncodingNotSupported' {
        $text = ($threeUsers -join "`r`n") + "`r`n"
        $bytes = [System.Text.Encoding]::Unicode.GetPreamble() + [System.Text.Encoding]::Unicode.GetBytes($text)
        Invoke-ByteFile -Name 'utf16.csv' -Bytes $bytes | Should -BeLike 'FileEncodingNotSupported*'
    }

    It 'Latin-1: FileEncodingNotSupported' {
        $text = $header + "`r`nE1,rene@example.com,Ren" + [char]0xE9 + ",Petit,Active,Cook`r`n"
        $bytes = [System.Text.Encoding]::GetEncoding('iso-8859-1').GetBytes($text)
        Invoke-ByteFile -Name 'latin1.csv' -Bytes $bytes | Should -BeLike 'FileEncodingNotSupported*'
    }

    It 'missing columns: RequiredFieldsMissing' {
        Invoke-TextFile -Name 'columns.csv' -Text "firstName,lastName,status`r`nA,B,Active`r`n" | Should -BeLike 'RequiredFieldsMissing*'
    }

    It 'a header that stands twice: DuplicateHeaders' {
        Invoke-TextFile -Name 'twice.csv' -Text "uniqueId,email,firstName,lastName,status,Email`r`nE1,a@example.com,A,B,Active,x`r`n" |
            Should -BeLike 'DuplicateHeaders*'
    }

    It 'a configuration with unknown properties, naming each with its line: ConfigurationInvalid' {
        $path = Join-Path $folder 'bad.json'
        [System.IO.File]::WriteAllText($path, "{`n  `"conector`": `"x`",`n  `"blankCells`": `"maybe`"`n}`n")
        $file = New-UsersFile -Path (Join-Path $folder 'good.csv') -Line $threeUsers
        $problem = $null
        try {
            $null = Invoke-HrisSync -LiteralPath $file -Configuration $path -ErrorAction Stop
        }
        catch {
            $problem = $_
        }
        $problem.FullyQualifiedErrorId | Should -BeLike 'ConfigurationInvalid*'
        $problem.Exception.Message | Should -Match 'line 2:.*conector'
        $problem.Exception.Message | Should -Match 'line 3:.*blankCells'
    }

    It 'a directory that lacks its settings: ConfigurationInvalid' {
        $path = New-Configuration -Folder (Join-Path $folder 'later') -Property @{ directory = @{ type = '360learning' } }
        $file = New-UsersFile -Path (Join-Path $folder 'good.csv') -Line $threeUsers
        Get-ErrorId { Invoke-HrisSync -LiteralPath $file -Configuration $path -ErrorAction Stop } | Should -BeLike 'ConfigurationInvalid*'
    }

    It 'a configuration that is not there: ConfigurationNotFound' {
        $path = Join-Path $folder 'nowhere.json'
        Get-ErrorId { Get-HrisSync -Configuration $path -ErrorAction Stop } | Should -BeLike 'ConfigurationNotFound*'
    }

    It 'and leaves a run with the reason, a JSON log and no CSV log' {
        $own = New-Configuration -Folder (Join-Path $folder 'reason')
        $path = Join-Path $folder 'empty.csv'
        [System.IO.File]::WriteAllText($path, '')
        $run = Invoke-HrisSync -LiteralPath $path -Configuration $own -ErrorAction SilentlyContinue
        $run.Status | Should -Be 'Error'
        $run.Logs -join '|' | Should -Be 'File is empty'
        $run.JsonLogPath | Should -Exist
        $run.CsvLogPath | Should -BeNullOrEmpty
        @(Get-HrisSync -Status Error -Configuration $own).Count | Should -Be 1
    }

    It 'and goes on with the next file of the pipeline' {
        $own = New-Configuration -Folder (Join-Path $folder 'next')
        $bad = Join-Path $folder 'empty.csv'
        [System.IO.File]::WriteAllText($bad, '')
        $good = New-UsersFile -Path (Join-Path $folder 'good.csv') -Line $threeUsers
        $runs = @($bad, $good | Get-Item | Invoke-HrisSync -Configuration $own -ErrorAction SilentlyContinue)
        @($runs.Status | ForEach-Object { "$_" }) | Should -Be @('Error', 'Success')
    }
}
