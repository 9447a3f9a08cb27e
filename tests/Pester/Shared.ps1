# Dot-sourced by every test file, in BeforeAll. Runs in Windows PowerShell 5.1 and in PowerShell 7.

$repository = Split-Path -Parent (Split-Path -Parent $PSScriptRoot)
# The module as it comes out of the package.
$manifest = [System.IO.Path]::Combine($repository, 'out', 'packed', 'HrisConnector', 'HrisConnector.psd1')
$samples = Join-Path $repository 'samples'

if (-not (Test-Path -LiteralPath $manifest)) {
    throw 'The module is not packed. Run ./build.ps1 -Task Package first.'
}
if (-not (Get-Module -Name HrisConnector)) {
    Import-Module -Name $manifest -ErrorAction Stop
}

# Writes a users file as UTF-8 without byte order mark, with CRLF line ends.
function New-UsersFile {
    param([string] $Path, [string[]] $Line)
    $text = ($Line -join "`r`n") + "`r`n"
    [System.IO.File]::WriteAllText($Path, $text, (New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false))
    $Path
}

# Writes a configuration whose data is in the test's own folder, and gives its path.
function New-Configuration {
    param([string] $Folder, [hashtable] $Property = @{})
    [void][System.IO.Directory]::CreateDirectory($Folder)
    $configuration = @{ connector = 'pester'; dataPath = (Join-Path $Folder 'data') }
    foreach ($key in $Property.Keys) {
        $configuration[$key] = $Property[$key]
    }
    $path = Join-Path $Folder 'hris.json'
    [System.IO.File]::WriteAllText($path, ($configuration | ConvertTo-Json -Depth 10))
    $path
}

# Gives the id of the error that a script block ends with. It must call the command with -ErrorAction Stop.
function Get-ErrorId {
    param([scriptblock] $Script)
    try {
        $null = & $Script
    }
    catch {
        return $_.FullyQualifiedErrorId
    }
    'no error'
}

$header = 'uniqueId,email,firstName,lastName,status,title'
$threeUsers = @(
    $header
    'E1,anna@example.com,Anna,Schmidt,Active,Engineer'
    'E2,bruno@example.com,Bruno,Costa,Active,Buyer'
    'E3,chloe@example.com,Chloe,Martin,Active,Nurse'
)
