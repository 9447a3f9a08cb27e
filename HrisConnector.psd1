@{
    RootModule           = 'HrisConnector.psm1'
    ModuleVersion        = '0.4.1'
    GUID                 = '5d0b8d1e-6c1f-4b0a-9a53-2f6a3f6f1c84'
    Author               = 'HrisConnector contributors'
    CompanyName          = 'HrisConnector contributors'
    Copyright            = 'Copyright (c) HrisConnector contributors. MIT licence.'
    Description          = 'Synchronizes the users of an HR system''s CSV export with the user directory of a learning platform: created, updated and archived users, a log of every line, a preview and safety limits.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    # Windows PowerShell needs what implements .NET Standard 2.0 without gaps.
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess     = @('HrisConnector.format.ps1xml')
    TypesToProcess       = @('HrisConnector.types.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Export-HrisReport'
        'Export-HrisSyncLog'
        'Get-HrisHostKey'
        'Get-HrisSync'
        'Get-HrisUser'
        'Invoke-HrisSync'
        'Protect-HrisCsv'
        'Test-HrisConfiguration'
        'Test-HrisCsv'
        'Test-HrisGroupRule'
        'Undo-HrisSync'
    )
    VariablesToExport    = @()
    AliasesToExport      = @()
    # The package adds FileList, ProjectUri, LicenseUri and ReleaseNotes: see src/HrisConnector.Package.
    PrivateData          = @{
        PSData = @{
            Tags = @('HR', 'HRIS', 'CSV', 'Users', 'Provisioning', 'Synchronization', '360Learning', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
