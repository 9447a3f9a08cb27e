using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;

namespace HrisConnector.ModuleTests.Support;

/// <summary>The shell as a process, as CI runs it.</summary>
internal static class ShellProcess
{
    public static async Task<ShellResult> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        using var process = Start(folder, arguments);
        return await EndAsync(process).ConfigureAwait(false);
    }

    public static Process Start(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Built.Shell, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // The default connector's store stays inside the test's folder.
        start.Environment["XDG_STATE_HOME"] = folder;
        return Process.Start(start)!;
    }

    public static async Task<ShellResult> EndAsync(Process process)
    {
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().ConfigureAwait(false);
        return new ShellResult(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
    }
}
