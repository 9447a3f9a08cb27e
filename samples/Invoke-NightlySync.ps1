# The nightly run for a scheduler: synchronizes every file that waits in the configured source, prints one line for each
# file, and ends with an exit code that a scheduler understands. docs/scheduled-tasks.md shows how to schedule it.
#
#   pwsh -NoProfile -NonInteractive -File Invoke-NightlySync.ps1 -Configuration hris.json
#
#   -Configuration   the configuration file; its source says where the files come from
#   -WaitSeconds     how long to wait for another run on the connector, for each file; 0 by default
#   -ModulePath      HrisConnector.psd1, when the module is not installed where PowerShell looks for modules
#   -FailWhenEmpty   no file at all counts as failed, for an HR system that delivers every night
#
# Exit codes; with several files the first of this list that fits any of them:
#   1  failed: a file, or the source, could not be processed
#   3  stopped by a safety limit, before anything was changed: a person must look
#   4  another run on the connector is active
#   2  done, with warnings: some lines have something to say
#   0  success, or nothing to do
#
# The lines hold names of files and counts, no personal data. Runs in Windows PowerShell 5.1, in PowerShell 7 and in the
# small shell of the repository, which has the core cmdlets only: hence Console.WriteLine where you would say Write-Host.
#
# No parameter is marked as mandatory: PowerShell would ask for it, and a scheduled task would wait for an answer for ever.

param(
    [string] $Configuration,
    [ValidateRange(0, 86400)] [int] $WaitSeconds = 0,
    [string] $ModulePath,
    [switch] $FailWhenEmpty
)

function Write-Line {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingWriteHost', '', Justification = 'The lines are for the log of a scheduler.')]
    param([string] $Text)
    $now = [System.DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", [System.Globalization.CultureInfo]::InvariantCulture)
    [System.Console]::WriteLine($now + ' ' + ($Text -replace '\s+', ' '))
}

function Write-Sync {
    param($Sync)
    $groups = ''
    if ($null -ne $Sync.NoGroupsMatch) { $groups = ', without groups ' + $Sync.NoGroupsMatch }
    Write-Line ('{0}: {1}: run {2}, lines {3}, created {4}, updated {5}, archived {6}, duplicate {7}, ignored {8}, unchanged {9}{10}' -f
        $Sync.File, $Sync.StatusText, $Sync.Id, $Sync.Lines, $Sync.Created, $Sync.Updated, $Sync.Archived, $Sync.Duplicate, $Sync.Ignored, $Sync.Unchanged, $groups)
}

# An error's id stays the same from version to version; its text may not.
function Get-ExitCode {
    param($Problem)
    switch (($Problem.FullyQualifiedErrorId -split ',')[0]) {
        'SafetyThresholdExceeded' { return 3 }
        'RunAlreadyActive' { return 4 }
        default { return 1 }
    }
}

$codes = @{}
$files = 0
$problems = @()
try {
    if (-not $Configuration) { throw 'The parameter -Configuration is missing.' }
    if ($ModulePath) {
        Import-Module -Name $ModulePath -ErrorAction Stop
    }
    elseif (-not (Get-Command -Name 'Invoke-HrisSync' -ErrorAction Ignore)) {
        Import-Module -Name 'HrisConnector' -ErrorAction Stop
    }

    # -Confirm:$false: whatever the profile of the account says, nobody is there to answer.
    Invoke-HrisSync -Configuration $Configuration -WaitSeconds $WaitSeconds -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problems |
        ForEach-Object {
            $files++
            if ("$($_.Status)" -eq 'Warning') { $codes[2] = $true }
            Write-Sync $_
        }
}
catch {
    $problems = @($problems) + $_
}

foreach ($problem in $problems) {
    # The engine may note the error that ended the command twice, the second time as the exception of its pipeline.
    if ($problem -isnot [System.Management.Automation.ErrorRecord]) { continue }
    $codes[(Get-ExitCode $problem)] = $true
    Write-Line ('{0}: {1}' -f ($problem.FullyQualifiedErrorId -split ',')[0], $problem)
    if ($problem.ErrorDetails -and $problem.ErrorDetails.RecommendedAction) {
        Write-Line ('  ' + $problem.ErrorDetails.RecommendedAction)
    }
}

if ($files -eq 0 -and $codes.Count -eq 0) {
    Write-Line 'Warning: no users file was processed, none is waiting in the source.'
    if ($FailWhenEmpty) { $codes[1] = $true }
}

foreach ($code in 1, 3, 4, 2) {
    if ($codes[$code]) { exit $code }
}
exit 0
