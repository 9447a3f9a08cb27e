BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')

    # A copy, so that out/quickstart of the repository stays as it is.
    Copy-Item -LiteralPath $samples -Destination "$TestDrive" -Recurse
    $copy = Join-Path "$TestDrive" 'samples'
    $configuration = Join-Path $copy 'hris.json'
    $output = @(& (Join-Path $copy 'quickstart.ps1'))
    $history = @(Get-HrisSync -Configuration $configuration)
    $dayOne = $history[1]
    $dayTwo = $history[0]

    # How many lines of a CSV log have each status. The two columns in front are read by themselves: the sample has a line with
    # a stray quote, on which Import-Csv would stumble.
    function Get-StatusCount {
        param([string] $Path)
        $count = @{}
        foreach ($line in ([System.IO.File]::ReadAllLines($Path) | Select-Object -Skip 1)) {
            $count[($line -split ',')[0]]++
        }
        $count
    }
}

Describe 'The quickstart' {
    It 'says where things are' {
        $text = $output | Out-String -Width 500
        $text | Should -Match 'logs\.zip'
        $text | Should -Match 'AU1107'
    }

    It 'has made two runs' {
        $history.Count | Should -Be 2
    }

    It 'accounts for every line of day one' {
        $dayOne.Status | Should -Be 'Warning'
        $dayOne.Lines | Should -Be 200
        $dayOne.Created | Should -Be 191
        $dayOne.Updated | Should -Be 0
        $dayOne.Archived | Should -Be 0
        $dayOne.Duplicate | Should -Be 2
        $dayOne.Ignored | Should -Be 5
        $dayOne.Unchanged | Should -Be 2

        $count = Get-StatusCount -Path $dayOne.CsvLogPath
        $count['UserCreated'] | Should -Be 189
        $count['CustomFieldSyncIssue'] | Should -Be 2
        $count['CreationIssue'] | Should -Be 1
        $count['InvalidUser'] | Should -Be 2
        $count['Error'] | Should -Be 2
    }

    It 'accounts for every line of day two' {
        $dayTwo.Status | Should -Be 'Warning'
        $dayTwo.Lines | Should -Be 203
        $dayTwo.Created | Should -Be 8
        $dayTwo.Updated | Should -Be 12
        $dayTwo.Archived | Should -Be 2
        $dayTwo.Duplicate | Should -Be 0
        $dayTwo.Ignored | Should -Be 2
        $dayTwo.Unchanged | Should -Be 179
    }

    It 'has married AU1107 and handed an address over' {
        $user = Get-HrisUser -UniqueId AU1107 -Configuration $configuration
        $user.LastName | Should -Be 'Garnier'
        $user.Email | Should -Be 'camille.garnier@aurelia.example.com'
        (Get-HrisUser -Email 'recepcion.madrid@aurelia.example.com' -Configuration $configuration).UniqueId | Should -Be 'AU1139'
    }

    It 'has packed the logs of both days' {
        $target = Join-Path "$TestDrive" 'expanded'
        Expand-Archive -LiteralPath ([System.IO.Path]::Combine("$TestDrive", 'out', 'quickstart', 'logs.zip')) -DestinationPath $target
        @(Get-ChildItem -LiteralPath $target).Count | Should -Be 4
    }

    It 'can be started again' {
        { & (Join-Path $copy 'quickstart.ps1') } | Should -Not -Throw
        @(Get-HrisSync -Configuration $configuration).Count | Should -Be 2
    }
}
