using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace HrisConnector.Tests.Shared.Sftp;

/// <summary>
/// The real OpenSSH server on a loopback port, with host keys of its own, for the account that runs the tests. <see cref="Upload"/> is the folder in
/// which an account arrives. It stops when it is disposed.
/// </summary>
internal sealed class SshServer : IDisposable
{
    private const string Program = "/usr/sbin/sshd";

    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    private SshServer(string folder) => Folder = folder;

    /// <summary>Why there can be no server here; null when there can.</summary>
    public static string? Missing { get; } =
        !File.Exists(Program) ? "the OpenSSH server (sshd) is not installed" :
        !SshKeys.IsAvailable ? "ssh-keygen is not installed" : null;

    /// <summary>Holds keys, configuration and <see cref="Upload"/>.</summary>
    public string Folder { get; }

    /// <summary>The folder of the files, a full path of this machine and of the server.</summary>
    public string Upload => Path.Combine(Folder, "upload");

    public static string Host => "127.0.0.1";

    public int Port { get; private set; }

    /// <summary>What the server logged: a test can see that something never reached it.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>The SHA-256 fingerprint of a host key.</summary>
    /// <param name="type">The type: <c>ed25519</c>, <c>ecdsa</c> or <c>rsa</c>.</param>
    public string Fingerprint(string type) => SshKeys.Fingerprint(HostKey(type) + ".pub");

    /// <summary>A file in the folder of the files.</summary>
    public string PathOf(string name) => Path.Combine(Upload, name);

    /// <summary>Starts a server.</summary>
    /// <param name="authorizedKeys">The public keys that may sign in.</param>
    /// <param name="options">More lines of its configuration; they win.</param>
    /// <param name="sftp">What the subsystem runs.</param>
    /// <param name="hostKeys">The types of its host keys.</param>
    public static SshServer Start(IEnumerable<string> authorizedKeys, string[]? options = null, string sftp = "internal-sftp", string[]? hostKeys = null)
    {
        var server = new SshServer(Directory.CreateTempSubdirectory("hris-sshd-").FullName);
        try
        {
            Directory.CreateDirectory(server.Upload);

            // Other accounts, which a test makes, come into the folder of the files and not into the keys.
            Permit(server.Folder, "rwx--x--x");
            foreach (var type in hostKeys ?? ["ed25519", "ecdsa", "rsa"])
                SshKeys.Generate(server.HostKey(type), type);
            File.WriteAllLines(Path.Combine(server.Folder, "authorized_keys"), authorizedKeys);
            Permit(Path.Combine(server.Folder, "authorized_keys"), "rw-r--r--");
            server.Run(options ?? [], sftp, hostKeys ?? ["ed25519", "ecdsa", "rsa"]);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_process is { } process)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Sets permissions as <c>ls</c> shows them.</summary>
    public static void Permit(string path, string mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, (UnixFileMode)mode.Select((letter, i) => letter == '-' ? 0 : 1 << (8 - i)).Sum());
    }

    private string HostKey(string type) => Path.Combine(Folder, "host_" + type);

    private void Run(string[] options, string sftp, string[] hostKeys)
    {
        // The server of root gives up its rights in a folder that a package's start script makes.
        if (Environment.IsPrivilegedProcess && !Directory.Exists("/run/sshd"))
        {
            Directory.CreateDirectory("/run/sshd");
            Permit("/run/sshd", "rwxr-xr-x");
        }

        // Between the choice of a port and its use by the server somebody else may take it.
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort();
            if (TryRun(options, sftp, hostKeys))
                return;
            if (attempt == 3)
                throw new InvalidOperationException("sshd does not start:\n" + string.Join('\n', _log));
        }
    }

    private bool TryRun(string[] options, string sftp, string[] hostKeys)
    {
        var configuration = Path.Combine(Folder, "sshd_config");
        string[] lines =
        [
            .. options, // the first of two wins
            $"ListenAddress {Host}:{Port}",
            .. hostKeys.Select(type => "HostKey " + HostKey(type)),
            "PidFile none",
            "StrictModes no",
            "AuthorizedKeysFile " + Path.Combine(Folder, "authorized_keys"),
            "UsePAM no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin yes",
            "LogLevel VERBOSE",
            "MaxStartups 1000",
            .. HasPenalties() ? ["PerSourcePenalties no"] : Array.Empty<string>(),
            $"Subsystem sftp {sftp} -d {Upload}",
        ];
        File.WriteAllLines(configuration, lines);
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = new ProcessStartInfo(Program, ["-D", "-e", "-f", configuration]) { RedirectStandardError = true }, EnableRaisingEvents = true };
        _process.Exited += (_, _) => ready.TrySetResult(false);
        _process.ErrorDataReceived += (_, line) =>
        {
            _log.Enqueue(line.Data ?? "");
            if (line.Data?.StartsWith("Server listening", StringComparison.Ordinal) == true)
                ready.TrySetResult(true);
        };
        _process.Start();
        _process.BeginErrorReadLine();
        return ready.Task.WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Since 9.8 the server shuts out who fails often, and all tests come from the same address.
    private static bool HasPenalties()
    {
        using var process = Process.Start(new ProcessStartInfo(Program, ["-V"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var version = Regex.Match(process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd(), @"OpenSSH_(\d+)\.(\d+)");
        process.WaitForExit();
        return version.Success && new Version(version.Groups[1].Value + "." + version.Groups[2].Value) >= new Version(9, 8);
    }
}
