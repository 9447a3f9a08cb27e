using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.Json;

namespace HrisConnector.ModuleTests.Support;

/// <summary>A runspace of the real engine with the built module, in a folder of its own that also holds the connector's data:
/// <c>hris.json</c> is the configuration.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly CapturingHost _host = new();
    private readonly Runspace _runspace;

    public ModuleSession(bool import = true)
    {
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        Folder.Write("hris.json", JsonSerializer.Serialize(new { connector = "test", dataPath = Folder.File("data") }));
        _runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        _runspace.SessionStateProxy.Path.SetLocation(Folder.Path);
        _runspace.SessionStateProxy.SetVariable("manifest", Built.Manifest);
        if (import)
        {
            Run("Import-Module $manifest -ErrorAction Stop");
        }
    }

    public TempFolder Folder { get; } = new();

    /// <summary>Runs a script to its end.</summary>
    public ScriptResult Run(string script)
    {
        using var shell = Script(script);
        IReadOnlyList<PSObject> output = [];
        RuntimeException? terminating = null;
        try
        {
            output = shell.Invoke();
        }
        catch (RuntimeException exception)
        {
            terminating = exception;
        }

        // The views' script properties are read later, on this thread.
        Runspace.DefaultRunspace = _runspace;
        return new ScriptResult(output, terminating, shell.Streams);
    }

    /// <summary>Runs a command whose error ends it, and gives the error.</summary>
    public ErrorRecord Fail(string command) => Run($"try {{ {command} }} catch {{ throw }}").Terminating
        ?? throw new InvalidOperationException("No error ended the command.");

    /// <summary>Runs a script and gives what the host shows of its output.</summary>
    public string Show(string script)
    {
        _host.Screen.Take();
        using var shell = Script(script);
        shell.AddCommand("Out-Default").Invoke();
        return _host.Screen.Take().ReplaceLineEndings("\n");
    }

    /// <summary>The same, with the colours that a screen would get.</summary>
    public string ShowColoured(string script)
    {
        _host.Screen.TakeColoured();
        Show(script);
        return _host.Screen.TakeColoured();
    }

    /// <summary>A script that the test runs and stops itself.</summary>
    public PowerShell Script(string script)
    {
        var shell = PowerShell.Create(_runspace);
        return shell.AddScript(script, useLocalScope: false);
    }

    public void Dispose()
    {
        _runspace.Dispose();
        Folder.Dispose();
    }
}
