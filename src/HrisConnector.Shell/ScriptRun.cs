using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;

namespace HrisConnector.Shell;

/// <summary>One script in one runspace, from the import of the module to the exit code.</summary>
internal sealed class ScriptRun(ShellArguments arguments, string modulePath)
{
    private readonly ShellHost _host = new(new ShellUserInterface());
    private volatile PowerShell? _running;
    private volatile int _stoppedWith;

    /// <summary>Runs the script and gives the exit code of the process.</summary>
    public int Execute()
    {
        PSStyle.Instance.OutputRendering = _host.Terminal.Colored ? OutputRendering.Host : OutputRendering.PlainText;
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, ExitCodes.Interrupted));
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, ExitCodes.Terminated));
        using var runspace = RunspaceFactory.CreateRunspace(_host, InitialState());
        runspace.Open();

        var code = Import(runspace) && _stoppedWith == 0 ? Run(runspace) : ExitCodes.Failure;
        _host.Terminal.ClearProgress();
        return _stoppedWith != 0 ? _stoppedWith : _host.ExitCode ?? code;
    }

    private static InitialSessionState InitialState()
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            // A process-wide choice, as with pwsh -ExecutionPolicy: the module's own script file must load.
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.RemoteSigned;
        }

        return state;
    }

    private bool Import(Runspace runspace)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", Path.GetFullPath(modulePath)).AddParameter("ErrorAction", ActionPreference.Stop);
        return Invoke(shell, runspace);
    }

    private int Run(Runspace runspace)
    {
        using var shell = PowerShell.Create(runspace);
        if (arguments.File is null)
        {
            shell.AddScript(arguments.Command, useLocalScope: false);
        }
        else
        {
            var path = Path.GetFullPath(arguments.File);
            if (!File.Exists(path))
            {
                _host.UI.WriteErrorLine($"The argument '{arguments.File}' to -File does not exist.");
                return ExitCodes.Usage;
            }

            ExitOfScriptFile.Reaches(runspace);
            shell.AddCommand(path, useLocalScope: false);
            ScriptParameters.Add(shell, arguments.ScriptArguments);
        }

        WriteToHost(shell);
        if (!Invoke(shell, runspace))
        {
            return ExitCodes.Failure;
        }

        // A file that ends without exit has done its work; a command line is as good as its last command.
        return arguments.File is not null || LastCommandSucceeded(runspace) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static bool LastCommandSucceeded(Runspace runspace)
    {
        using var shell = PowerShell.Create(runspace);
        return shell.AddScript("$?").Invoke<bool>() is not [false];
    }

    private bool Invoke(PowerShell shell, Runspace runspace)
    {
        _running = shell;
        try
        {
            // Without a place in the history, the engine takes back what the command did to $?.
            shell.Invoke(null, new PSInvocationSettings { AddToHistory = true });
            return true;
        }
        catch (PipelineStoppedException)
        {
            return false;
        }
        catch (ParseException exception) when (arguments.File is null)
        {
            // The engine's view shows the line of a file, and a command line has none.
            _host.UI.WriteErrorLine("ParserError: " + exception.Message);
            return false;
        }
        catch (RuntimeException exception)
        {
            Show(exception.ErrorRecord, runspace);
            return false;
        }
        finally
        {
            _running = null;
        }
    }

    // As the engine shows an error, position and recommendation included.
    private void Show(ErrorRecord record, Runspace runspace)
    {
        _host.Terminal.OutputIsError = true;
        try
        {
            using var shell = PowerShell.Create(runspace);
            shell.AddCommand("Out-Default").Invoke(new[] { record });
        }
        catch (RuntimeException)
        {
            _host.UI.WriteErrorLine(record.ToString());
        }
        finally
        {
            _host.Terminal.OutputIsError = false;
        }
    }

    private static void WriteToHost(PowerShell shell)
    {
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
    }

    private void Stop(PosixSignalContext signal, int code)
    {
        if (_stoppedWith != 0)
        {
            // The second one: the default action ends the process at once.
            return;
        }

        signal.Cancel = true;
        _stoppedWith = code;
        _running?.BeginStop(null, null);
    }
}
