BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')

    # What a person sees, without colours.
    function Get-View {
        param([object[]] $InputObject, [switch] $List)
        $text = if ($List) { $InputObject | Format-List | Out-String -Width 120 } else { $InputObject | Format-Table | Out-String -Width 120 }
        $text = $text -replace "$([char] 27)\[[0-9;]*m", ''
        @($text -split '\r?\n' | ForEach-Object { $_.TrimEnd() } | Where-Object { $_ })
    }

    $folder = Join-Path "$TestDrive" 'views'
    $configuration = New-Configuration -Folder $folder
    $users = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line ($threeUsers + 'E5,,Eve,Novak,Active,Clerk')
    $empty = Join-Path $folder 'empty.csv'
    [System.IO.File]::WriteAllText($empty, '')
    $mixed = Invoke-HrisSync -LiteralPath $users -Configuration $configuration -ErrorAction Stop
    $failed = Invoke-HrisSync -LiteralPath $empty -Configuration $configuration -ErrorAction SilentlyContinue
}

Describe 'The views' {
    It 'show runs with the words that people know, in 120 columns' {
        $lines = Get-View -InputObject (Get-HrisSync -Configuration $configuration)
        $lines[2] | Should -Match ' Failed +\d{4}-\d\d-\d\d \d\d:\d\d empty\.csv '
        $lines[3] | Should -Match ' Successful with error\(s\) \d{4}-\d\d-\d\d \d\d:\d\d users\.csv '
        @($lines | Where-Object { $_.Length -gt 120 }).Count | Should -Be 0
    }

    It 'show every kind of result as a table and as a list, in 120 columns' {
        $results = @(
            , (Get-HrisSync -Configuration $configuration)
            , (Test-HrisCsv -LiteralPath $users)
            , (Test-HrisCsv -LiteralPath $users).Issues
            , (Get-HrisUser -Configuration $configuration)
            , (Test-HrisConfiguration -Path $configuration)
        )
        foreach ($result in $results) {
            foreach ($list in $true, $false) {
                $lines = Get-View -InputObject $result -List:$list
                $lines.Count | Should -BeGreaterThan 1
                @($lines | Where-Object { $_.Length -gt 120 }).Count | Should -Be 0
            }
        }
    }

    It 'put no colour into a file' {
        $path = Join-Path $folder 'runs.txt'
        Get-HrisSync -Configuration $configuration | Out-File -FilePath $path
        [System.IO.File]::ReadAllText($path) | Should -Not -Match ([char] 27)
    }
}

Describe 'The values' {
    It 'are the same words in JSON' {
        $copy = Get-HrisSync -Configuration $configuration | Select-Object -Property * | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        @($copy | ForEach-Object { $_.Status }) | Should -Be @('Error', 'Warning')
        @($copy | ForEach-Object { $_.StatusText }) | Should -Be @('Failed', 'Successful with error(s)')
    }

    It 'are plain in a CSV file' {
        $path = Join-Path $folder 'runs.csv'
        Get-HrisSync -Configuration $configuration | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        [System.IO.File]::ReadAllText($path) | Should -Not -Match 'System\.|HrisConnector\.'
        $rows = @(Import-Csv -LiteralPath $path)
        $rows[0].Status | Should -Be 'Error'
        $rows[0].Logs | Should -Be 'File is empty'
        if ($PSVersionTable.PSEdition -eq 'Core') {
            $rows[0].StartDate | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$'
        }
    }

    It 'are the same at the other end of a remote session' {
        $text = [System.Management.Automation.PSSerializer]::Serialize($failed)
        $there = [System.Management.Automation.PSSerializer]::Deserialize($text)
        $there.PSObject.TypeNames[0] | Should -Be 'Deserialized.HrisConnector.HrisSync'
        $there.Status | Should -Be 'Error'
        $there.StatusText | Should -Be 'Failed'
        $there.StartDate | Should -Be $failed.StartDate
        (Get-View -InputObject $there) -join "`n" | Should -Be ((Get-View -InputObject $failed) -join "`n")
    }

    It 'compare with the word and with the type' {
        $mixed.Status | Should -Be 'Warning'
        $mixed.Status -eq [HrisConnector.HrisSyncStatus]::Warning | Should -BeTrue
        ($mixed.EndDate - $mixed.StartDate) | Should -Be $mixed.Duration
    }
}
