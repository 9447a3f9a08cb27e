BeforeDiscovery {
    $repository = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
    $pages = Get-ChildItem -Path (Join-Path $repository 'docs/en-US/*-*.md')
    $cases = @(foreach ($page in $pages) { @{ Command = $page.BaseName } })
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
    $common = @([System.Management.Automation.Cmdlet]::CommonParameters) + @([System.Management.Automation.Cmdlet]::OptionalCommonParameters)
}

Describe 'Get-Help' {
    It 'knows every command of the module' {
        $names = (Get-Module -Name HrisConnector).ExportedCommands.Keys
        foreach ($name in $names) {
            (Get-Help -Name $name).Synopsis | Should -Match '\.$' -Because "$name has a page"
        }
    }

    It 'says what <Command> does' -TestCases $cases {
        param($Command)
        $help = Get-Help -Name $Command -Full
        $help.Synopsis | Should -Not -BeLike "*$Command ``[*"
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
    }

    It 'explains each parameter of <Command>' -TestCases $cases {
        param($Command)
        foreach ($name in (Get-Command -Name $Command).Parameters.Keys | Where-Object { $common -notcontains $_ }) {
            $help = Get-Help -Name $Command -Parameter $name -ErrorAction Stop
            ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because "-$name has help"
        }
    }

    It 'explains what comes out of <Command>' -TestCases $cases {
        param($Command)
        $help = Get-Help -Name $Command -Full
        foreach ($type in (Get-Command -Name $Command).OutputType) {
            @($help.returnValues.returnValue | ForEach-Object { $_.type.name.Trim() }) | Should -Contain $type.Name
        }
    }

    It 'ships the topic <Topic>' -TestCases @(
        @{ Topic = 'about_HrisConnector' }
        @{ Topic = 'about_HrisConnector_Configuration' }
        @{ Topic = 'about_HrisConnector_Statuses' }
    ) {
        param($Topic)
        $path = [System.IO.Path]::Combine((Split-Path -Parent $manifest), 'en-US', "$Topic.help.txt")
        $path | Should -Exist
        $lines = [System.IO.File]::ReadAllLines($path)
        $lines[0] | Should -Be 'TOPIC'
        @($lines | Where-Object { $_.Length -gt 80 }).Count | Should -Be 0
    }
}
