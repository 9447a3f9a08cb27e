BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
}

Describe 'The module' {
    It 'has a valid manifest' {
        { Test-ModuleManifest -Path $manifest -ErrorAction Stop } | Should -Not -Throw
    }

    It 'says what a gallery shows of it' {
        $info = Test-ModuleManifest -Path $manifest
        $info.Author | Should -Not -BeNullOrEmpty
        $info.Description | Should -Not -BeNullOrEmpty
        $info.LicenseUri | Should -Not -BeNullOrEmpty
        $info.ProjectUri | Should -Not -BeNullOrEmpty
        $info.ReleaseNotes | Should -Not -BeNullOrEmpty
        $info.Tags | Should -Contain 'HRIS'
        @($info.CompatiblePSEditions | Sort-Object) -join ' ' | Should -Be 'Core Desktop'
    }

    It 'has every file that its manifest lists, and no other' {
        $folder = Split-Path -Parent $manifest
        $listed = @((Test-ModuleManifest -Path $manifest).FileList | ForEach-Object { (Get-Item -LiteralPath $_).FullName } | Sort-Object)
        $there = @(Get-ChildItem -LiteralPath $folder -Recurse -File | ForEach-Object { $_.FullName } | Sort-Object)
        $listed | Should -Be $there
    }

    It 'exports its commands and nothing else' {
        $names = (Get-Module -Name HrisConnector).ExportedCommands.Keys | Sort-Object
        $names -join ' ' | Should -Be 'Export-HrisReport Export-HrisSyncLog Get-HrisHostKey Get-HrisSync Get-HrisUser Invoke-HrisSync Protect-HrisCsv Test-HrisConfiguration Test-HrisCsv Test-HrisGroupRule Undo-HrisSync'
    }

    It 'still has its commands when it is imported again' {
        Import-Module -Name $manifest -Force -ErrorAction Stop
        (Get-Module -Name HrisConnector).ExportedCommands.Count | Should -Be 11
        Get-Command -Name Invoke-HrisSync -ErrorAction SilentlyContinue | Should -Not -BeNullOrEmpty
    }

    It 'has the output type <Type>, which scripts can name' -TestCases @(
        @{ Type = 'HrisConnector.HrisSync' }
        @{ Type = 'HrisConnector.HrisSyncStatus' }
        @{ Type = 'HrisConnector.HrisImportStatus' }
        @{ Type = 'HrisConnector.HrisCsvReport' }
        @{ Type = 'HrisConnector.HrisCsvIssue' }
        @{ Type = 'HrisConnector.HrisGroupRuleReport' }
        @{ Type = 'HrisConnector.HrisHostKey' }
        @{ Type = 'HrisConnector.HrisIssueSeverity' }
        @{ Type = 'HrisConnector.HrisUser' }
    ) {
        param($Type)
        $Type -as [type] | Should -Not -BeNullOrEmpty
    }

    It 'ships the schema of the configuration' {
        Join-Path (Split-Path -Parent $manifest) 'hris.schema.json' | Should -Exist
    }
}

Describe 'The parameters' {
    It '<Command> has -<Parameter>' -TestCases @(
        @{ Command = 'Invoke-HrisSync'; Parameter = 'Path' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'LiteralPath' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'Configuration' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'Credential' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'KeyPassphrase' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'LogPath' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'Full' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'WaitSeconds' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'Force' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'WhatIf' }
        @{ Command = 'Invoke-HrisSync'; Parameter = 'Confirm' }
        @{ Command = 'Get-HrisSync'; Parameter = 'Id' }
        @{ Command = 'Get-HrisSync'; Parameter = 'Status' }
        @{ Command = 'Get-HrisSync'; Parameter = 'Last' }
        @{ Command = 'Get-HrisSync'; Parameter = 'After' }
        @{ Command = 'Get-HrisSync'; Parameter = 'Before' }
        @{ Command = 'Get-HrisSync'; Parameter = 'Configuration' }
        @{ Command = 'Export-HrisSyncLog'; Parameter = 'Id' }
        @{ Command = 'Export-HrisSyncLog'; Parameter = 'InputObject' }
        @{ Command = 'Export-HrisSyncLog'; Parameter = 'Configuration' }
        @{ Command = 'Export-HrisSyncLog'; Parameter = 'DestinationPath' }
        @{ Command = 'Export-HrisSyncLog'; Parameter = 'Force' }
        @{ Command = 'Export-HrisSyncLog'; Parameter = 'Exact' }
        @{ Command = 'Export-HrisReport'; Parameter = 'Path' }
        @{ Command = 'Export-HrisReport'; Parameter = 'Last' }
        @{ Command = 'Export-HrisReport'; Parameter = 'Anonymous' }
        @{ Command = 'Export-HrisReport'; Parameter = 'Configuration' }
        @{ Command = 'Export-HrisReport'; Parameter = 'Force' }
        @{ Command = 'Export-HrisReport'; Parameter = 'WhatIf' }
        @{ Command = 'Export-HrisReport'; Parameter = 'Confirm' }
        @{ Command = 'Protect-HrisCsv'; Parameter = 'Path' }
        @{ Command = 'Protect-HrisCsv'; Parameter = 'LiteralPath' }
        @{ Command = 'Protect-HrisCsv'; Parameter = 'PublicKeyPath' }
        @{ Command = 'Protect-HrisCsv'; Parameter = 'DestinationPath' }
        @{ Command = 'Protect-HrisCsv'; Parameter = 'Force' }
        @{ Command = 'Protect-HrisCsv'; Parameter = 'WhatIf' }
        @{ Command = 'Protect-HrisCsv'; Parameter = 'Confirm' }
        @{ Command = 'Test-HrisCsv'; Parameter = 'Path' }
        @{ Command = 'Test-HrisCsv'; Parameter = 'LiteralPath' }
        @{ Command = 'Test-HrisCsv'; Parameter = 'Configuration' }
        @{ Command = 'Test-HrisCsv'; Parameter = 'Credential' }
        @{ Command = 'Test-HrisCsv'; Parameter = 'KeyPassphrase' }
        @{ Command = 'Test-HrisCsv'; Parameter = 'Quiet' }
        @{ Command = 'Test-HrisCsv'; Parameter = 'Column' }
        @{ Command = 'Test-HrisConfiguration'; Parameter = 'Path' }
        @{ Command = 'Test-HrisConfiguration'; Parameter = 'Configuration' }
        @{ Command = 'Test-HrisConfiguration'; Parameter = 'Credential' }
        @{ Command = 'Test-HrisConfiguration'; Parameter = 'KeyPassphrase' }
        @{ Command = 'Test-HrisGroupRule'; Parameter = 'Path' }
        @{ Command = 'Test-HrisGroupRule'; Parameter = 'CsvPath' }
        @{ Command = 'Test-HrisGroupRule'; Parameter = 'Configuration' }
        @{ Command = 'Get-HrisHostKey'; Parameter = 'HostName' }
        @{ Command = 'Get-HrisHostKey'; Parameter = 'Port' }
        @{ Command = 'Get-HrisUser'; Parameter = 'UniqueId' }
        @{ Command = 'Get-HrisUser'; Parameter = 'Email' }
        @{ Command = 'Get-HrisUser'; Parameter = 'Archived' }
        @{ Command = 'Get-HrisUser'; Parameter = 'Configuration' }
        @{ Command = 'Undo-HrisSync'; Parameter = 'Id' }
        @{ Command = 'Undo-HrisSync'; Parameter = 'ConnectorName' }
        @{ Command = 'Undo-HrisSync'; Parameter = 'Configuration' }
        @{ Command = 'Undo-HrisSync'; Parameter = 'Force' }
        @{ Command = 'Undo-HrisSync'; Parameter = 'WhatIf' }
        @{ Command = 'Undo-HrisSync'; Parameter = 'Confirm' }
    ) {
        param($Command, $Parameter)
        (Get-Command -Name $Command).Parameters.Keys | Should -Contain $Parameter
    }

    It '<Command> takes a literal path from the pipeline under the name PSPath' -TestCases @(
        @{ Command = 'Invoke-HrisSync' }
        @{ Command = 'Protect-HrisCsv' }
        @{ Command = 'Test-HrisCsv' }
    ) {
        param($Command)
        (Get-Command -Name $Command).Parameters['LiteralPath'].Aliases | Should -Contain 'PSPath'
    }
}
