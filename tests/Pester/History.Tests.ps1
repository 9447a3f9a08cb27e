BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
    Add-Type -AssemblyName System.IO.Compression.FileSystem -ErrorAction SilentlyContinue

    $folder = Join-Path "$TestDrive" 'history'
    $configuration = New-Configuration -Folder $folder
    $empty = Join-Path $folder 'empty.csv'
    [System.IO.File]::WriteAllText($empty, '')
    $users = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line @(
        $threeUsers
        'E4,dan@example.com,Dan,Novak,Active,=1+1'
        'E5,,Eve,Novak,Active,Clerk'
    )
    $good = Invoke-HrisSync -LiteralPath $users -Configuration $configuration -ErrorAction Stop
    $failed = Invoke-HrisSync -LiteralPath $empty -Configuration $configuration -ErrorAction SilentlyContinue
}

Describe 'Get-HrisSync' {
    It 'gives the runs, newest first' {
        @((Get-HrisSync -Configuration $configuration).Id) | Should -Be @($failed.Id, $good.Id)
    }

    It 'finds runs by id, status and number' {
        (Get-HrisSync -Id $good.Id -Configuration $configuration).File | Should -Be 'users.csv'
        @(Get-HrisSync -Status Error -Configuration $configuration).Count | Should -Be 1
        (Get-HrisSync -Last 1 -Configuration $configuration).Id | Should -Be $failed.Id
    }

    It 'finds runs by time' {
        @(Get-HrisSync -After (Get-Date).AddHours(-1) -Configuration $configuration).Count | Should -Be 2
        Get-HrisSync -Before (Get-Date).AddHours(-1) -Configuration $configuration | Should -BeNullOrEmpty
    }

    It 'has what the run gave' {
        $run = Get-HrisSync -Id $good.Id -Configuration $configuration
        $run.Created | Should -Be $good.Created
        $run.Ignored | Should -Be 1
        $run.CsvLogPath | Should -Be $good.CsvLogPath
        $run.Duration | Should -BeOfType ([timespan])
    }
}

Describe 'Export-HrisSyncLog' {
    It 'packs the logs of each run under names that tell them apart' {
        $path = Join-Path $folder 'logs.zip'
        $archive = Get-HrisSync -Configuration $configuration | Export-HrisSyncLog -DestinationPath $path -ErrorAction Stop
        $archive | Should -BeOfType ([System.IO.FileInfo])
        $archive.FullName | Should -Be $path

        $target = Join-Path $folder 'logs'
        Expand-Archive -LiteralPath $path -DestinationPath $target
        $names = @(Get-ChildItem -LiteralPath $target | ForEach-Object { $_.Name })
        $names.Count | Should -Be 3
        @($names -like '*_users.csv.json').Count | Should -Be 1
        @($names -like '*_users.csv.csv').Count | Should -Be 1
        @($names -like '*_empty.csv.json').Count | Should -Be 1

        $json = Get-ChildItem -Path (Join-Path $target '*_users.csv.json')
        ([System.IO.File]::ReadAllText($json.FullName) | ConvertFrom-Json).numberOfCreatedUsers | Should -Be 4
    }

    It 'takes ids as well' {
        $path = Join-Path $folder 'id.zip'
        Export-HrisSyncLog -Id $good.Id -DestinationPath $path -Configuration $configuration -ErrorAction Stop | Should -Not -BeNullOrEmpty
        Get-ErrorId { Export-HrisSyncLog -Id 999 -DestinationPath $path -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'RunNotFound*'
    }

    It 'does not replace a file without -Force' {
        $path = Join-Path $folder 'again.zip'
        $null = $good | Export-HrisSyncLog -DestinationPath $path -ErrorAction Stop
        Get-ErrorId { $good | Export-HrisSyncLog -DestinationPath $path -ErrorAction Stop } | Should -BeLike 'ExportExists*'
        { $good | Export-HrisSyncLog -DestinationPath $path -Force -ErrorAction Stop } | Should -Not -Throw
    }

    It 'takes the teeth out of formulas, and with -Exact does not' {
        foreach ($exact in $false, $true) {
            $path = Join-Path $folder "formula-$exact.zip"
            $target = Join-Path $folder "formula-$exact"
            $null = $good | Export-HrisSyncLog -DestinationPath $path -Exact:$exact -ErrorAction Stop
            Expand-Archive -LiteralPath $path -DestinationPath $target
            $log = Get-ChildItem -Path (Join-Path $target '*_users.csv.csv')
            $title = @(Import-Csv -LiteralPath $log.FullName | Where-Object { $_.uniqueId -eq 'E4' })[0].title
            if ($exact) { $title | Should -Be '=1+1' } else { $title | Should -Be "'=1+1" }
        }
    }
}

Describe 'What the results are good for' {
    It 'Select-Object and Where-Object' {
        $row = Get-HrisSync -Configuration $configuration | Where-Object { $_.Status -eq 'Warning' } | Select-Object -Property File, Created, Ignored
        $row.File | Should -Be 'users.csv'
        $row.Created | Should -Be 4
    }

    It 'ConvertTo-Json' {
        $copy = $good | ConvertTo-Json -Depth 4 | ConvertFrom-Json
        $copy.Created | Should -Be 4
        $copy.File | Should -Be 'users.csv'
    }

    It 'Export-Csv' {
        $path = Join-Path $folder 'runs.csv'
        Get-HrisSync -Configuration $configuration | Export-Csv -LiteralPath $path -NoTypeInformation -Encoding UTF8
        $rows = @(Import-Csv -LiteralPath $path)
        $rows.Count | Should -Be 2
        $rows[1].Status | Should -Be 'Warning'
        $rows[1].Created | Should -Be '4'
    }

    It 'reading: the default view names the file and the counts' {
        $text = $good | Out-String
        $text | Should -Match 'users\.csv'
        $text | Should -Match '4'
    }
}
