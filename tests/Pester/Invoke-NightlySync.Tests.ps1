BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
    $script = Join-Path $samples 'Invoke-NightlySync.ps1'

    # The engine in which these tests run: pwsh, or powershell on Windows PowerShell 5.1.
    $engine = [System.Diagnostics.Process]::GetCurrentProcess().MainModule.FileName

    # Runs the script as a scheduler does, and gives the exit code.
    function Invoke-Script {
        param([string] $Configuration)
        $null = & $engine -NoProfile -NonInteractive -File $script -Configuration $Configuration -ModulePath $manifest
        $LASTEXITCODE
    }

    function New-Source {
        param([string] $Name, [string[]] $Line)
        $folder = Join-Path "$TestDrive" $Name
        $drop = Join-Path $folder 'drop'
        [void][System.IO.Directory]::CreateDirectory($drop)
        if ($Line) { $null = New-UsersFile -Path (Join-Path $drop 'users.csv') -Line $Line }
        New-Configuration -Folder $folder -Property @{ source = @{ folder = 'drop'; fileName = 'users*.csv' } }
    }
}

Describe 'The nightly script' {
    It 'ends with 0 when all is well' {
        Invoke-Script (New-Source -Name 'good' -Line $threeUsers) | Should -Be 0
    }

    It 'ends with 0 when nothing is waiting' {
        Invoke-Script (New-Source -Name 'nothing') | Should -Be 0
    }

    It 'ends with 1 when a file fails' {
        Invoke-Script (New-Source -Name 'bad' -Line @('firstName', 'A')) | Should -Be 1
    }

    It 'ends with 2 when lines have something to say' {
        Invoke-Script (New-Source -Name 'warning' -Line ($threeUsers + 'E4,,Dan,Novak,Active,Clerk')) | Should -Be 2
    }

    It 'ends with 1 when the configuration is not there' {
        Invoke-Script (Join-Path "$TestDrive" 'nowhere.json') | Should -Be 1
    }
}
