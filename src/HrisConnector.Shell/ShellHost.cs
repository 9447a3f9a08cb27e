using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace HrisConnector.Shell;

/// <summary>The smallest host that a script needs: it shows what is written, and remembers the exit code.</summary>
internal sealed class ShellHost(ShellUserInterface terminal) : PSHost
{
    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "HrisConnector.Shell";

    public override PSHostUserInterface UI => terminal;

    public override Version Version => typeof(ShellHost).Assembly.GetName().Version!;

    /// <summary>What the script gave to <c>exit</c>.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The user interface, as what it is.</summary>
    public ShellUserInterface Terminal => terminal;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw ShellUserInterface.NonInteractive();

    public override void ExitNestedPrompt() => throw ShellUserInterface.NonInteractive();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
