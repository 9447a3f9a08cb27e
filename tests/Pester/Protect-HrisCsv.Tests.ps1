BeforeAll {
    . (Join-Path $PSScriptRoot 'Shared.ps1')
    $folder = Join-Path "$TestDrive" 'protect'
    [void][System.IO.Directory]::CreateDirectory($folder)
    $users = New-UsersFile -Path (Join-Path $folder 'users.csv') -Line $threeUsers
    $key = Join-Path $folder 'key.asc'

    # A public key for tests. Nobody has its private key any more.
    [System.IO.File]::WriteAllText($key, @'
-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEZZIAgBYJKwYBBAHaRw8BAQdAUqI3thcp1nVgg/m5qfjHc9rAyTBmUE9mnn8g
t9SugAC0JUhyaXNDb25uZWN0b3IgdGVzdCA8dGVzdEBleGFtcGxlLm9yZz6IkAQT
FggAOBYhBJ2gwGu9idmqTQC1G70mAcAT2QTpBQJlkgCAAhsDBQsJCAcCBhUKCQgL
AgQWAgMBAh4BAheAAAoJEL0mAcAT2QTpxxABAJsN7IOOFX3+DTS6AQDwTM1NoO33
83494mt3lHn6bXG0AQCW1y5lxrOLhbw3h1uP4+RHzOZBSRaMCBu5dZ/xX6ZDDbg4
BGWSAIASCisGAQQBl1UBBQEBB0CaWFpqR3ybmLRWYKTTJf7BB6OTuS/YhrHBf2GA
woG8QAMBCAeIeAQYFggAIBYhBJ2gwGu9idmqTQC1G70mAcAT2QTpBQJlkgCAAhsM
AAoJEL0mAcAT2QTpgwAA/1ydQOEqKNbpMErvSv2Y4DExT/wMx7IS/MnVGvctZv/3
AP0YfUPyrE5CNK3wb9yXpeX+xZmtEmP8PNptzd3KasO7Bw==
=ijP/
-----END PGP PUBLIC KEY BLOCK-----
'@)
}

Describe 'Protect-HrisCsv' {
    AfterEach {
        Get-ChildItem -Path $folder -Filter '*.pgp' -Recurse | Remove-Item
    }

    It 'encrypts a file beside itself and gives the new file' {
        $file = Protect-HrisCsv -Path $users -PublicKeyPath $key -ErrorAction Stop
        $file | Should -BeOfType ([System.IO.FileInfo])
        $file.FullName | Should -Be ($users + '.pgp')
        $text = [System.IO.File]::ReadAllText($file.FullName)
        $text | Should -BeLike '-----BEGIN PGP MESSAGE-----*'
        $text | Should -Not -Match 'Schmidt'
        [System.IO.File]::ReadAllText($users) | Should -Match 'Schmidt'
    }

    It 'takes files from the pipeline and puts them into a folder' {
        $target = Join-Path $folder 'out'
        [void][System.IO.Directory]::CreateDirectory($target)
        $files = @(Get-Item -LiteralPath $users | Protect-HrisCsv -PublicKeyPath $key -DestinationPath $target -ErrorAction Stop)
        $files.Count | Should -Be 1
        $files[0].FullName | Should -Be (Join-Path $target 'users.csv.pgp')
    }

    It 'does not replace a file without -Force' {
        $null = Protect-HrisCsv -Path $users -PublicKeyPath $key -ErrorAction Stop
        Get-ErrorId { Protect-HrisCsv -Path $users -PublicKeyPath $key -ErrorAction Stop } | Should -BeLike 'DestinationExists*'
        { Protect-HrisCsv -Path $users -PublicKeyPath $key -Force -ErrorAction Stop } | Should -Not -Throw
    }

    It 'writes nothing with -WhatIf' {
        Protect-HrisCsv -Path $users -PublicKeyPath $key -WhatIf | Should -BeNullOrEmpty
        $users + '.pgp' | Should -Not -Exist
    }

    It 'refuses a file that is encrypted already' {
        $file = Protect-HrisCsv -Path $users -PublicKeyPath $key -ErrorAction Stop
        Get-ErrorId { Protect-HrisCsv -LiteralPath $file.FullName -PublicKeyPath $key -ErrorAction Stop } | Should -BeLike 'FileAlreadyEncrypted*'
    }

    It 'refuses a key file that holds no key' {
        Get-ErrorId { Protect-HrisCsv -Path $users -PublicKeyPath $users -ErrorAction Stop } | Should -BeLike 'KeyUnusable*'
        $users + '.pgp' | Should -Not -Exist
    }

    It 'refuses a file that is not there' {
        Get-ErrorId { Protect-HrisCsv -LiteralPath (Join-Path $folder 'nowhere.csv') -PublicKeyPath $key -ErrorAction Stop } | Should -BeLike 'SourceNotFound*'
    }
}
