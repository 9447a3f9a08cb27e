# Two days of a made-up company, Aurelia Group, on this machine: no server, no account, nothing to set up.
# Everything that it makes is in out/quickstart; each start begins anew.
#
#   From a clone, with the .NET SDK alone:
#       dotnet run --project src/HrisConnector.Shell -- -File samples/quickstart.ps1
#   In PowerShell, after ./build.ps1:
#       ./samples/quickstart.ps1
#
# Runs in Windows PowerShell 5.1, in PowerShell 7 and in the small shell of this repository, which has the core
# cmdlets only. Hence a few .NET calls where a script of yours would say Remove-Item, Join-Path or Get-Content.
# Out-Default shows each kind of object in its own view; a script of yours would pass the objects on.

$ErrorActionPreference = 'Stop'

$root = [System.IO.Path]::GetDirectoryName($PSScriptRoot)
$dayOneFile = [System.IO.Path]::Combine($PSScriptRoot, 'hris-360learning.csv')
$dayTwoFile = [System.IO.Path]::Combine($PSScriptRoot, 'day2', 'hris-360learning.csv')
$configuration = [System.IO.Path]::Combine($PSScriptRoot, 'hris.json')
$out = [System.IO.Path]::Combine($root, 'out', 'quickstart')

# The shell has loaded the module already.
if (-not (Get-Command -Name 'Invoke-HrisSync' -ErrorAction Ignore)) {
    $module = [System.IO.Path]::Combine($root, 'out', 'module', 'HrisConnector', 'HrisConnector.psd1')
    if (-not [System.IO.File]::Exists($module)) {
        throw "The module is not built. Run ./build.ps1 first, or: dotnet build HrisConnector.sln"
    }
    Import-Module -Name $module
}

if ([System.IO.Directory]::Exists($out)) {
    [System.IO.Directory]::Delete($out, $true)
}
[void][System.IO.Directory]::CreateDirectory($out)

# The lines of a log are long: their beginning is enough here.
filter Limit-Line {
    if ($_.Length -gt 118) { $_.Substring(0, 115) + '...' } else { $_ }
}

''
'== 1. Check the file of day one, before anything is changed'
# The report is an object like everything here: its property Issues has every issue with line, column, code and message.
Test-HrisCsv -Path $dayOneFile -Configuration $configuration | Out-Default

''
'== 2. Day one: synchronize it'
$dayOne = Invoke-HrisSync -Path $dayOneFile -Configuration $configuration
$dayOne | Out-Default

''
'== 3. The lines of the CSV log that have something to say (status, detail, then the line as received)'
# A line without a detail has an empty second column. None of the sample's lines spans two rows.
$dayOneLog = [System.IO.File]::ReadAllLines($dayOne.CsvLogPath)
$dayOneLog | Where-Object { $_ -notmatch '^\w+,,' } | Limit-Line

''
'== 4. Day two: the next export of the same company'
$dayTwo = Invoke-HrisSync -Path $dayTwoFile -Configuration $configuration
$dayTwo | Out-Default

''
'== 5. What changed on day two; {0} lines had nothing to do' -f $dayTwo.Unchanged
$dayTwoLog = [System.IO.File]::ReadAllLines($dayTwo.CsvLogPath)
$dayTwoLog | Where-Object { $_ -match '^User(Created|Updated|Archived),' } | Limit-Line

''
'== 6. One user: AU1107 married between the two days'
$user = Get-HrisUser -UniqueId 'AU1107' -Configuration $configuration
$user | Out-Default
'The groups that the rules of group-rules.csv give to AU1107: {0}' -f ($user.Groups -join ', ')

''
'== 7. The history, and the logs of both days in one archive'
$history = Get-HrisSync -Configuration $configuration
$history | Out-Default
$archive = $history | Export-HrisSyncLog -DestinationPath ([System.IO.Path]::Combine($out, 'logs.zip')) -Force

''
'Where things are:'
'  JSON log of day two   {0}' -f $dayTwo.JsonLogPath
'  CSV log of day two    {0}' -f $dayTwo.CsvLogPath
'  Both days'' logs       {0}' -f $archive.FullName
'  All of it             {0}' -f $out
