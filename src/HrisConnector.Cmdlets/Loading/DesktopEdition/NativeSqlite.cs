using System;
using System.IO;
using System.Runtime.InteropServices;

namespace HrisConnector.Cmdlets.Loading;

/// <summary>Windows PowerShell does not look for native libraries in our folders. One that is loaded by its full path is found by
/// its name from then on.</summary>
internal static class NativeSqlite
{
    /// <summary>Loads the library of this process' architecture, if it is there.</summary>
    /// <param name="folder">The folder of this edition's assemblies. The native libraries are in the other edition's, once for both.</param>
    public static void Preload(string folder)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            return;
        }

        var runtime = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X86 => "win-x86",
            Architecture.Arm64 => "win-arm64",
            _ => "win-x64",
        };
        var path = Path.Combine(Path.GetDirectoryName(folder)!, "net8.0", "core", "runtimes", runtime, "native", "e_sqlite3.dll");
        if (File.Exists(path))
        {
            // Without success the first use of the store fails and says so; importing the module does not.
            LoadLibrary(path);
        }
    }

    [DllImport("kernel32.dll", EntryPoint = "LoadLibraryW", CharSet = CharSet.Unicode, ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LoadLibrary(string path);
}
