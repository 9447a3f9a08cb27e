using System;
using System.Diagnostics;
using System.IO;

namespace HrisConnector.Tests.Shared.Sftp;

/// <summary>Keys made by ssh-keygen.</summary>
internal static class SshKeys
{
    /// <summary>Whether keys can be made here.</summary>
    public static bool IsAvailable { get; } = File.Exists("/usr/bin/ssh-keygen");

    /// <summary>Makes a key.</summary>
    /// <param name="path">Where; the public half has <c>.pub</c> behind it.</param>
    /// <param name="type">The type: <c>ed25519</c>, <c>ecdsa</c> or <c>rsa</c>.</param>
    /// <param name="passphrase">The passphrase; none when empty.</param>
    /// <param name="format"><c>PEM</c> for the older format.</param>
    /// <returns>The public half, as it stands in authorized_keys.</returns>
    public static string Generate(string path, string type, string passphrase = "", string? format = null)
    {
        string[] size = type == "rsa" ? ["-b", "2048"] : [];
        string[] form = format is null ? [] : ["-m", format];

        // A passphrase is stretched for half a second by default, each time that a key is opened.
        string[] rounds = passphrase.Length == 0 ? [] : ["-a", "1"];
        Run(["-q", "-t", type, .. size, .. form, .. rounds, "-N", passphrase, "-C", "", "-f", path]);
        return File.ReadAllText(path + ".pub").Trim();
    }

    /// <summary>The SHA-256 fingerprint of a public key, as ssh-keygen shows it.</summary>
    public static string Fingerprint(string path) => Run(["-l", "-E", "sha256", "-f", path]).Split(' ')[1];

    private static string Run(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/ssh-keygen", arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException("ssh-keygen failed: " + output);
    }
}
