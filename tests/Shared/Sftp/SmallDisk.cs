using System;
using System.Diagnostics;
using System.IO;

namespace HrisConnector.Tests.Shared.Sftp;

/// <summary>A file system of one mebibyte, which is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Mounts it; null when that is not possible here.</summary>
    public static SmallDisk? TryMount(string folder) =>
        Environment.IsPrivilegedProcess && File.Exists("/bin/mount") && Run("/bin/mount", ["-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", folder])
            ? new SmallDisk(folder)
            : null;

    public void Dispose() => Run("/bin/umount", ["-l", _folder]);

    private static bool Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
