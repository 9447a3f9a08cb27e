using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
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

    /// <summary>Runs the build for Windows PowerShell here: for its native library, which has only Windows' ones, the other build's is taken.</summary>
    public static async Task<ShellResult> RunDesktopBuildAsync(string folder, string command)
    {
        var bin = Path.Combine(Path.GetDirectoryName(Built.Manifest)!, "bin");
        var start = StartInfo(folder, "-ModulePath", Path.Combine(bin, "netstandard2.0", "HrisConnector.Cmdlets.dll"), "-Command", command);
        start.Environment["LD_LIBRARY_PATH"] = Path.Combine(bin, "net8.0", "core", "runtimes", DesktopBuildRuntime, "native");
        using var process = Process.Start(start)!;
        return await EndAsync(process).ConfigureAwait(false);
    }

    /// <summary>Where the native library is; it is looked for by name on Linux alone.</summary>
    public static string DesktopBuildRuntime { get; } = "linux-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    public static Process Start(string folder, params IEnumerable<string> arguments) => Process.Start(StartInfo(folder, arguments))!;

    private static ProcessStartInfo StartInfo(string folder, params IEnumerable<string> arguments)
    {
        // The packed module, unless the arguments name another one: the last one counts.
        var start = new ProcessStartInfo("dotnet", [Built.Shell, "-ModulePath", Built.Manifest, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // The default connector's store stays inside the test's folder.
        start.Environment["XDG_STATE_HOME"] = folder;
        return start;
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
