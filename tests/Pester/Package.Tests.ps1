BeforeDiscovery {
    $noClient = -not (Get-Command -Name Register-PSResourceRepository -ErrorAction Ignore)
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
    $version = (Test-ModuleManifest -Path $manifest).Version
    $package = [System.IO.Path]::Combine($repository, 'out', 'package', "HrisConnector.$version.nupkg")
}

Describe 'The package' {
    It 'is there and small' {
        $package | Should -Exist
        (Get-Item -LiteralPath $package).Length | Should -BeLessThan 15000000
    }
}

Describe 'A gallery that is a folder' -Skip:$noClient {
    BeforeAll {
        $name = 'HrisConnectorPester' + $PID
        $gallery = Join-Path "$TestDrive" 'gallery'
        $target = Join-Path "$TestDrive" 'modules'
        [void][System.IO.Directory]::CreateDirectory($gallery)
        [void][System.IO.Directory]::CreateDirectory($target)
        Copy-Item -LiteralPath $package -Destination $gallery
        Register-PSResourceRepository -Name $name -Uri $gallery -Trusted
    }

    AfterAll {
        Unregister-PSResourceRepository -Name $name -ErrorAction SilentlyContinue
    }

    It 'finds the module' {
        $found = Find-PSResource -Name HrisConnector -Repository $name -ErrorAction Stop
        "$($found.Version)" | Should -Be "$version"
        $found.Author | Should -Not -BeNullOrEmpty
    }

    It 'gives a module that can be imported' {
        Save-PSResource -Name HrisConnector -Repository $name -Path $target -TrustRepository -ErrorAction Stop
        $saved = [System.IO.Path]::Combine($target, 'HrisConnector', "$version", 'HrisConnector.psd1')
        $saved | Should -Exist
        (Test-ModuleManifest -Path $saved -ErrorAction Stop).ExportedCmdlets.Count | Should -Be 11
    }
}
