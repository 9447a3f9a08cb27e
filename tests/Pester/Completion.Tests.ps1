BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')

    # What the Tab key offers at the end of a line.
    function Get-Completion {
        param([string] $Line)
        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }

    $folder = Join-Path "$TestDrive" 'completion'
    $configuration = New-Configuration -Folder $folder
    $users = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line $threeUsers
    $empty = Join-Path $folder 'empty.csv'
    [System.IO.File]::WriteAllText($empty, '')
    $good = Invoke-HrisSync -LiteralPath $users -Configuration $configuration -ErrorAction Stop
    $failed = Invoke-HrisSync -LiteralPath $empty -Configuration $configuration -ErrorAction SilentlyContinue
}

Describe 'Completion' {
    It 'offers the runs, newest first, with date, file and status: <Command>' -TestCases @(
        @{ Command = 'Get-HrisSync' }
        @{ Command = 'Undo-HrisSync' }
        @{ Command = 'Export-HrisSyncLog' }
    ) {
        param($Command)
        $offers = @(Get-Completion "$Command -Configuration '$configuration' -Id ")
        @($offers | ForEach-Object { $_.CompletionText }) | Should -Be @([string] $failed.Id, [string] $good.Id)
        $offers[0].ToolTip | Should -Match '^\d{4}-\d\d-\d\d \d\d:\d\d  empty\.csv  Failed$'
        $offers[1].ToolTip | Should -Match 'users\.csv  Successful$'
    }

    It 'offers the statuses' {
        $texts = @(Get-Completion 'Get-HrisSync -Status ' | ForEach-Object { $_.CompletionText } | Sort-Object)
        $texts | Should -Be @('Error', 'Running', 'Success', 'Warning')
    }

    It 'offers the headers of the file, in quotes where they need them' {
        $path = New-UsersFile -Path (Join-Path $folder 'headers.csv') -Line 'uniqueId,Work e-mail', 'E1,a@example.com'
        $texts = @(Get-Completion "Test-HrisCsv -LiteralPath '$path' -Column " | ForEach-Object { $_.CompletionText })
        $texts | Should -Be @('uniqueId', "'Work e-mail'")
    }

    It 'offers the name of the connector' {
        @(Get-Completion "Undo-HrisSync -Configuration '$configuration' -ConnectorName ")[0].CompletionText | Should -Be 'pester'
    }

    It 'offers the configurations of a folder' {
        Push-Location -LiteralPath $folder
        try {
            $offers = @(Get-Completion 'Get-HrisSync -Configuration hr')
            $offers[0].CompletionText | Should -Be 'hris.json'
            $offers[0].ToolTip | Should -Be "connector 'pester'"
        }
        finally {
            Pop-Location
        }
    }

    It 'is silent when there is nothing to offer, and makes no store' {
        $other = New-Configuration -Folder (Join-Path $folder 'never') -Property @{ connector = 'never' }
        $before = $Error.Count
        @(Get-Completion "Get-HrisSync -Configuration '$other' -Id " | Where-Object { $_.ResultType -eq 'ParameterValue' }).Count | Should -Be 0
        $Error.Count | Should -Be $before
        Join-Path $folder 'never/data' | Should -Not -Exist
    }
}
