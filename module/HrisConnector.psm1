# Only cmdlets of the engine itself and .NET: the module also loads where PowerShell's other modules are missing.

$framework = 'netstandard2.0'
if ($PSVersionTable.PSEdition -eq 'Core') {
    if ($PSVersionTable.PSVersion -lt [version]'7.4') {
        throw 'HrisConnector needs Windows PowerShell 5.1 or PowerShell 7.4 or later.'
    }

    $framework = 'net8.0'
}

# By path: an import that is given the assembly itself finds no cmdlets the second time (PowerShell issue 20710). They are
# exported by name, because an import inside a module is the module's own.
Import-Module -Name ([System.IO.Path]::Combine($PSScriptRoot, 'bin', $framework, 'HrisConnector.Cmdlets.dll')) -ErrorAction Stop
Export-ModuleMember -Cmdlet 'Export-HrisReport', 'Export-HrisSyncLog', 'Get-HrisHostKey', 'Get-HrisSync', 'Get-HrisUser', 'Invoke-HrisSync', 'Protect-HrisCsv', 'Test-HrisConfiguration', 'Test-HrisCsv', 'Test-HrisGroupRule', 'Undo-HrisSync'
