using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Threading;

namespace HrisConnector.Shell;

/// <summary>Output to stdout, everything else to stderr. Nobody is there to answer: questions are errors.</summary>
internal sealed class ShellUserInterface : PSHostUserInterface
{
    private const string Yellow = "\u001b[33;1m";
    private const string Red = "\u001b[31;1m";
    private const string Reset = "\u001b[0m";

    // PowerShell writes from its pipeline's thread, and the end of the run from the main one.
    private readonly Lock _gate = new();
    private readonly ProgressLine _progress = new();

    /// <summary>True when both streams are a terminal and the user does not object to colours (https://no-color.org).</summary>
    public bool Colored { get; } = !Console.IsOutputRedirected && !Console.IsErrorRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>True while what PowerShell formats is the error that ended the script.</summary>
    public bool OutputIsError { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUserInterface();

    private TextWriter Output => OutputIsError ? Console.Error : Console.Out;

    public override bool SupportsVirtualTerminal => Colored;

    public static HostException NonInteractive() => new(
        "The shell is not interactive: it cannot ask. Give every parameter, and -Confirm:$false where a command would ask.",
        null,
        "NonInteractiveHost",
        ErrorCategory.InvalidOperation);

    public void ClearProgress()
    {
        lock (_gate)
        {
            _progress.Clear();
        }
    }

    public override void Write(string value) => Put(Output, value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Put(Output, value);

    public override void WriteLine(string value) => Put(Output, value + Environment.NewLine);

    public override void WriteErrorLine(string value) => PutLine(value, Red);

    public override void WriteWarningLine(string message) => PutLine("WARNING: " + message, Yellow);

    public override void WriteVerboseLine(string message) => PutLine("VERBOSE: " + message, Yellow);

    public override void WriteDebugLine(string message) => PutLine("DEBUG: " + message, Yellow);

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate)
        {
            _progress.Show(record);
        }
    }

    public override string ReadLine() => throw NonInteractive();

    public override SecureString ReadLineAsSecureString() => throw NonInteractive();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NonInteractive();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw NonInteractive();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NonInteractive();

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options) => throw NonInteractive();

    // An error that PowerShell has formatted brings its own colours.
    private void PutLine(string text, string color) =>
        Put(Console.Error, (Colored && !text.Contains('\u001b', StringComparison.Ordinal) ? color + text + Reset : text) + Environment.NewLine);

    private void Put(TextWriter stream, string text)
    {
        lock (_gate)
        {
            _progress.Clear();
            stream.Write(GetOutputString(text, Colored));
        }
    }
}
