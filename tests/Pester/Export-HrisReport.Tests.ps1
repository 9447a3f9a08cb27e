BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')

    $folder = Join-Path "$TestDrive" 'report'
    $configuration = New-Configuration -Folder $folder
    $users = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line @($threeUsers; 'E4,,Eve,Novak,Active,Clerk')
    $null = Invoke-HrisSync -LiteralPath $users -Configuration $configuration -ErrorAction Stop
    $path = Join-Path $folder 'report.html'
}

Describe 'Export-HrisReport' {
    It 'writes one HTML file and gives it' {
        $file = Export-HrisReport -Path $path -Configuration $configuration -ErrorAction Stop
        $file | Should -BeOfType ([System.IO.FileInfo])
        $file.FullName | Should -Be $path
        [System.IO.File]::ReadAllText($path) | Should -Match 'Eve Novak'
    }

    It 'replaces a file with -Force alone' {
        Get-ErrorId { Export-HrisReport -Path $path -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'ExportExists*'
        (Export-HrisReport -Path $path -Configuration $configuration -Force -ErrorAction Stop).FullName | Should -Be $path
    }

    It 'names nobody with -Anonymous' {
        $file = Export-HrisReport -Path $folder -Anonymous -Configuration $configuration -ErrorAction Stop
        $text = [System.IO.File]::ReadAllText($file.FullName)
        $text | Should -Match 'No email provided'
        $text | Should -Not -Match 'Novak'
    }

    It 'writes nothing with -WhatIf' {
        $other = Join-Path $folder 'other.html'
        Export-HrisReport -Path $other -Configuration $configuration -WhatIf | Should -BeNullOrEmpty
        $other | Should -Not -Exist
    }
}
