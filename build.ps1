<#
.SYNOPSIS
Builds, tests and packages the HrisConnector module.

.DESCRIPTION
Runs in Windows PowerShell 5.1 and in PowerShell 7, and needs the .NET SDK. Build is the default task; the others
build first.

.PARAMETER Task
Build:   builds HrisConnector.sln; the module is then in out/module/HrisConnector.
Test:    runs the test projects under tests/.
Package: makes the module folder out/package/HrisConnector and, beside it, the .nupkg that a gallery takes; out/packed has the
         module as it comes out of that package.
Pester:  runs tests/Pester against the module in out/packed. Needs Pester 5.
Analyze: runs PSScriptAnalyzer over the scripts. Needs PSScriptAnalyzer.

.PARAMETER Configuration
Release (default) or Debug.

.PARAMETER NoBuild
Takes what an earlier call has built.

.PARAMETER CertificateThumbprint
Signs the scripts and the module's own assemblies before they are packed, with this certificate of Cert:\CurrentUser\My or
Cert:\LocalMachine\My. On Windows alone, and with the task Package.

.PARAMETER TimestampServer
Where the signatures get their time. Without it they end with the certificate.

.PARAMETER ProjectUri
The public address of the project that the package names, when it is not the one in Directory.Build.props.

.EXAMPLE
./build.ps1
Import-Module ./out/module/HrisConnector/HrisConnector.psd1

.EXAMPLE
./build.ps1 -Task Test, Package, Pester

.EXAMPLE
./build.ps1 -Task Package -CertificateThumbprint 0123456789abcdef0123456789abcdef01234567 -TimestampServer http://timestamp.example.com
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'The functions use them.')]
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Pester', 'Analyze')]
    [string[]] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    [switch] $NoBuild,

    [string] $CertificateThumbprint,

    [string] $TimestampServer,

    [string] $ProjectUri
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$module = [System.IO.Path]::Combine($root, 'out', 'module', 'HrisConnector')
$manifest = Join-Path $module 'HrisConnector.psd1'
$staged = [System.IO.Path]::Combine($root, 'out', 'package', 'HrisConnector')
$packed = [System.IO.Path]::Combine($root, 'out', 'packed', 'HrisConnector', 'HrisConnector.psd1')
$results = [System.IO.Path]::Combine($root, 'out', 'test-results')

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

function Get-NewestModule {
    param([string] $Name, [int] $Major)
    $found = Get-Module -Name $Name -ListAvailable | Where-Object { $_.Version.Major -eq $Major } |
        Sort-Object -Property Version -Descending | Select-Object -First 1
    if (-not $found) {
        throw "$Name $Major is not installed. Install it with: Install-Module $Name -MinimumVersion $Major.0 -MaximumVersion $Major.99 -Scope CurrentUser -SkipPublisherCheck"
    }
    $found
}

function Invoke-PesterTask {
    if (-not (Test-Path -LiteralPath $packed)) {
        throw "There is no $packed. Run ./build.ps1 -Task Package first."
    }
    $pester = Get-NewestModule -Name 'Pester' -Major 5
    # In a process of its own: a loaded module's assemblies stay locked for the next build until their process ends.
    $program = (Get-Process -Id $PID).Path
    $tests = Join-Path $root 'tests/Pester'
    $report = Join-Path $results "Pester-$($PSVersionTable.PSVersion).xml"
    [void][System.IO.Directory]::CreateDirectory($results)
    $command = "`$ErrorActionPreference = 'Stop'; " +
        "Import-Module -Name '$($pester.Path.Replace("'", "''"))'; " +
        "`$configuration = New-PesterConfiguration; " +
        "`$configuration.Run.Path = '$($tests.Replace("'", "''"))'; " +
        "`$configuration.Run.PassThru = `$true; " +
        "`$configuration.Output.Verbosity = 'Detailed'; " +
        "`$configuration.TestResult.Enabled = `$true; " +
        "`$configuration.TestResult.OutputPath = '$($report.Replace("'", "''"))'; " +
        "`$result = Invoke-Pester -Configuration `$configuration; " +
        "if (`$result.Result -ne 'Passed' -or `$result.PassedCount -eq 0) { exit 1 }"
    & $program -NoProfile -NonInteractive -Command $command
    if ($LASTEXITCODE -ne 0) {
        throw 'The Pester tests failed.'
    }
}

function Invoke-Analyze {
    $analyzer = Get-NewestModule -Name 'PSScriptAnalyzer' -Major 1
    Import-Module -Name $analyzer.Path
    $settings = Join-Path $root 'PSScriptAnalyzerSettings.psd1'
    $found = @(
        foreach ($path in 'build.ps1', 'HrisConnector.psd1', 'module', 'samples', 'tests/Pester') {
            Invoke-ScriptAnalyzer -Path (Join-Path $root $path) -Recurse -Settings $settings
        }
    )
    if ($found.Count -gt 0) {
        $found | Format-Table -Property ScriptName, Line, Severity, RuleName, Message -Wrap | Out-String -Width 200
        throw "PSScriptAnalyzer found $($found.Count) faults."
    }
}

function Get-SigningCertificate {
    if ($env:OS -ne 'Windows_NT') {
        throw 'Authenticode signatures are made on Windows alone.'
    }
    $found = @(
        foreach ($store in 'CurrentUser', 'LocalMachine') {
            Get-ChildItem -Path "Cert:\$store\My" -CodeSigningCert | Where-Object { $_.Thumbprint -eq $CertificateThumbprint -and $_.HasPrivateKey }
        }
    )
    if ($found.Count -eq 0) {
        throw "There is no certificate for code signing with the thumbprint $CertificateThumbprint and a private key."
    }
    $found[0]
}

# What is ours; the libraries of others keep the signatures of others.
function Add-Signature {
    $options = @{ Certificate = Get-SigningCertificate; HashAlgorithm = 'SHA256'; IncludeChain = 'NotRoot' }
    if ($TimestampServer) {
        $options.TimestampServer = $TimestampServer
    }
    $files = @(Get-ChildItem -Path $staged -Recurse -File |
        Where-Object { '.ps1', '.psm1', '.psd1', '.ps1xml' -contains $_.Extension -or $_.Name -like 'HrisConnector.*.dll' })
    foreach ($file in $files) {
        $signature = Set-AuthenticodeSignature -FilePath $file.FullName @options
        if ($signature.Status -ne 'Valid') {
            throw "$($file.FullName) could not be signed: $($signature.StatusMessage)"
        }
    }
}

function Invoke-Package {
    $project = Join-Path $root 'src/HrisConnector.Package/HrisConnector.Package.csproj'
    $options = @('--configuration', $Configuration, '--nologo', '--verbosity', 'minimal')
    if ($ProjectUri) {
        $options += "-p:ProjectUri=$ProjectUri"
    }
    Invoke-DotNet build $project @options -target:StageModule
    if ($CertificateThumbprint) {
        Add-Signature
    }
    Invoke-DotNet build $project @options -target:PackStagedModule -target:UnpackPackage
    $version = (Test-ModuleManifest -Path (Join-Path $staged 'HrisConnector.psd1')).Version
    Get-Item -LiteralPath "$staged.$version.nupkg"
}

if (-not (Get-Command -Name dotnet -CommandType Application -ErrorAction SilentlyContinue)) {
    throw 'The .NET SDK is not installed: https://dotnet.microsoft.com/download'
}

if (-not $NoBuild) { Invoke-Build }
if ($Task -contains 'Test') { Invoke-Test }
# After the tests, whose build packs as well and signs nothing.
if ($Task -contains 'Package') { Invoke-Package }
if ($Task -contains 'Pester') { Invoke-PesterTask }
if ($Task -contains 'Analyze') { Invoke-Analyze }
