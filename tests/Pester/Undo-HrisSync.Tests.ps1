BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
    $folder = Join-Path "$TestDrive" 'undo'
    $configuration = New-Configuration -Folder $folder
    $users = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line $threeUsers
    $run = Invoke-HrisSync -LiteralPath $users -Configuration $configuration -ErrorAction Stop
}

Describe 'Undo-HrisSync' {
    It 'shows with -WhatIf what it would do, and changes nothing' {
        $planned = Undo-HrisSync -Id $run.Id -Configuration $configuration -WhatIf
        $planned.Planned | Should -BeTrue
        $planned.Archived | Should -Be $run.Created
        @(Get-HrisUser -Archived -Configuration $configuration).Count | Should -Be 0
    }

    It 'takes a run back as a run of its own' {
        $undo = $run | Undo-HrisSync -Configuration $configuration -ErrorAction Stop
        $undo | Should -BeOfType ([HrisConnector.HrisSync])
        $undo.UndoOf | Should -Be $run.Id
        $undo.Archived | Should -Be $run.Created
        @(Get-HrisUser -Archived:$false -Configuration $configuration).Count | Should -Be 0
        @(Import-Csv -LiteralPath $undo.CsvLogPath)[0].ImportStatus | Should -Be 'UserArchived'
        $undo | Out-String | Should -Match 'Undo of'
    }

    It 'has an error id for each refusal' {
        Get-ErrorId { Undo-HrisSync -Id 999 -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'RunNotFound*'
        Get-ErrorId { Undo-HrisSync -Id $run.Id -Configuration $configuration -ErrorAction Stop } | Should -BeLike 'AlreadyUndone*'
    }

    It 'applies the same file again afterwards' {
        (Invoke-HrisSync -LiteralPath $users -Configuration $configuration -ErrorAction Stop).Created | Should -Be $run.Created
    }
}
