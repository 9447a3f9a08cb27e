<#
.SYNOPSIS
Builds, tests and packages the HrisConnector module.

.DESCRIPTION
Runs in Windows PowerShell 5.1 and in PowerShell 7, and needs the .NET SDK. Build is the default task; the others
build first.

.PARAMETER Task
Build:   builds HrisConnector.sln; the module is then in out/module/HrisConnector.
Test:    runs the test projects under tests/.
Pester:  runs tests/Pester against the built module. Needs Pester 5.
Package: puts the module, and a ZIP file of it, into out/package.

.PARAMETER Configuration
Release (default) or Debug.

.EXAMPLE
./build.ps1
Import-Module ./out/module/HrisConnector/HrisConnector.psd1

.EXAMPLE
./build.ps1 -Task Test, Pester, Package
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Pester', 'Package')]
    [string[]] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$module = [System.IO.Path]::Combine($root, 'out', 'module', 'HrisConnector')
$manifest = Join-Path $module 'HrisConnector.psd1'

function Invoke-DotNet {
    # A native command's exit code is no error in PowerShell by itself.
    & dotnet $args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    Invoke-DotNet build (Join-Path $root 'HrisConnector.sln') --configuration $Configuration --nologo
    if (-not (Test-Path -LiteralPath $manifest)) {
        throw "The build did not make $manifest."
    }
}

function Invoke-Test {
    $projects = @(Get-ChildItem -Path (Join-Path $root 'tests/*.Tests/*.Tests.csproj'))
    if ($projects.Count -eq 0) {
        throw 'There is no test project under tests/.'
    }
    $failed = @()
    foreach ($project in $projects) {
        # A test project is a program that runs its own tests; its exit code is not 0 when one fails.
        & dotnet run --project $project.FullName --configuration $Configuration -- -noLogo -noAutoReporters
        if ($LASTEXITCODE -ne 0) {
            $failed += $project.BaseName
        }
    }
    if ($failed.Count -gt 0) {
        throw "Tests failed: $($failed -join ', ')"
    }
}

function Invoke-PesterTask {
    $pester = Get-Module -Name Pester -ListAvailable | Where-Object { $_.Version.Major -ge 5 } |
        Sort-Object -Property Version -Descending | Select-Object -First 1
    if (-not $pester) {
        throw 'Pester 5 is not installed. Install it with: Install-Module Pester -MinimumVersion 5.0 -Scope CurrentUser -SkipPublisherCheck'
    }
    # In a process of its own: a loaded module's assemblies stay locked for the next build until their process ends.
    $program = (Get-Process -Id $PID).Path
    $tests = Join-Path $root 'tests/Pester'
    $command = "`$ErrorActionPreference = 'Stop'; " +
        "Import-Module -Name '$($pester.Path.Replace("'", "''"))'; " +
        "`$configuration = New-PesterConfiguration; " +
        "`$configuration.Run.Path = '$($tests.Replace("'", "''"))'; " +
        "`$configuration.Run.PassThru = `$true; " +
        "`$configuration.Output.Verbosity = 'Detailed'; " +
        "`$result = Invoke-Pester -Configuration `$configuration; " +
        "if (`$result.Result -ne 'Passed' -or `$result.PassedCount -eq 0) { exit 1 }"
    & $program -NoProfile -NonInteractive -Command $command
    if ($LASTEXITCODE -ne 0) {
        throw 'The Pester tests failed.'
    }
}

function Invoke-Package {
    $version = (Import-PowerShellDataFile -LiteralPath $manifest).ModuleVersion
    $package = [System.IO.Path]::Combine($root, 'out', 'package')
    $folder = Join-Path $package 'HrisConnector'
    $archive = Join-Path $package "HrisConnector-$version.zip"

    if (Test-Path -LiteralPath $package) {
        Remove-Item -LiteralPath $package -Recurse -Force
    }
    New-Item -Path $folder -ItemType Directory -Force | Out-Null
    Copy-Item -Path (Join-Path $module '*') -Destination $folder -Recurse
    foreach ($name in 'LICENSE', 'README.md', 'CHANGELOG.md') {
        Copy-Item -LiteralPath (Join-Path $root $name) -Destination $folder -Force
    }
    Test-ModuleManifest -Path (Join-Path $folder 'HrisConnector.psd1') | Out-Null
    Compress-Archive -Path $folder -DestinationPath $archive
    Get-Item -LiteralPath $archive
}

if (-not (Get-Command -Name dotnet -CommandType Application -ErrorAction SilentlyContinue)) {
    throw 'The .NET SDK is not installed: https://dotnet.microsoft.com/download'
}

Invoke-Build
if ($Task -contains 'Test') { Invoke-Test }
if ($Task -contains 'Pester') { Invoke-PesterTask }
if ($Task -contains 'Package') { Invoke-Package }
