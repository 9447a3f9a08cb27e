@{
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # Pester sets variables in BeforeAll and reads them in It, which the rule does not follow.
        'PSUseDeclaredVarsMoreThanAssignments'
        # No function of these scripts is a command for others; those of tests make files in folders of the tests.
        'PSUseShouldProcessForStateChangingFunctions'
    )
    Rules        = @{
        PSUseCompatibleSyntax      = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.4')
        }
        PSPlaceOpenBrace           = @{
            Enable             = $true
            OnSameLine         = $true
            NewLineAfter       = $false
            IgnoreOneLineBlock = $true
        }
        PSUseConsistentIndentation = @{
            Enable              = $true
            Kind                = 'space'
            IndentationSize     = 4
            PipelineIndentation = 'IncreaseIndentationForFirstPipeline'
        }
    }
}
