using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;

namespace HrisConnector.Tests.Shared.Pgp;

/// <summary>A real GnuPG with a home of its own. Its path is short: the agent's socket is in it.</summary>
internal sealed class Gpg : IDisposable
{
    public Gpg()
    {
        Home = Directory.CreateTempSubdirectory("hg").FullName;

        // A passphrase is stretched for a second by default, each time that a key is opened.
        File.WriteAllText(Path.Combine(Home, "gpg-agent.conf"), "allow-loopback-pinentry\ns2k-count 65536\n");
    }

    public string Home { get; }

    /// <summary>Whether a tool is there.</summary>
    public static bool Has(string tool)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, "--version") { RedirectStandardOutput = true, RedirectStandardError = true });
            process!.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public string PathOf(string name) => Path.Combine(Home, name);

    public string Write(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    /// <summary>Makes a key: for example <c>future-default</c> for Curve25519, <c>rsa2048</c> or <c>rsa4096</c>.</summary>
    /// <returns>The fingerprint of the primary key.</returns>
    public string MakeKey(string name, string algorithm = "future-default", string passphrase = "", string expires = "never", params string[] options)
    {
        // A large RSA key is slow to make: it is the subkey's alone, as nobody encrypts for the primary one.
        var isRsa = algorithm.StartsWith("rsa", StringComparison.Ordinal);
        Run([.. options, "--passphrase", passphrase, "--quick-generate-key", name, isRsa ? "rsa2048" : algorithm, "default", expires]);
        var fingerprint = Fingerprints(name)[0];
        if (isRsa)
            Run([.. options, "--passphrase", passphrase, "--quick-add-key", fingerprint, algorithm, "encr", expires]);
        return fingerprint;
    }

    /// <summary>The fingerprints of a key and its subkeys, the primary first.</summary>
    public string[] Fingerprints(string name) => [.. RunText("--with-colons", "--fingerprint", "--fingerprint", "--list-keys", name).Split('\n')
        .Where(line => line.StartsWith("fpr:", StringComparison.Ordinal)).Select(line => line.Split(':')[9])];

    public string ExportPrivate(string name, string passphrase = "")
    {
        var path = PathOf(name.Split('@')[0] + "-private.asc");
        Run("--yes", "--passphrase", passphrase, "--armor", "--output", path, "--export-secret-keys", name);
        return path;
    }

    public string ExportPublic(string name)
    {
        var path = PathOf(name.Split('@')[0] + "-public.asc");
        Run("--yes", "--armor", "--output", path, "--export", name);
        return path;
    }

    /// <summary>Encrypts: the options name the recipients.</summary>
    public byte[] Encrypt(byte[] content, params string[] options) => Make(content, [.. options, "--armor", "--encrypt"]);

    /// <summary>Runs gpg on a content and gives what it makes.</summary>
    public byte[] Make(byte[] content, params string[] options)
    {
        var input = Write(Path.GetRandomFileName(), content);
        var output = input + ".out";
        Run([.. options, "--output", output, input]);
        return File.ReadAllBytes(output);
    }

    public byte[] Decrypt(byte[] message, string passphrase = "") => Make(message, "--passphrase", passphrase, "--decrypt");

    public void Run(params string[] arguments) => RunText(arguments);

    public string RunText(params string[] arguments) =>
        RunTool("gpg", ["--homedir", Home, "--batch", "--no-tty", "--quiet", "--trust-model", "always", "--pinentry-mode", "loopback", .. arguments]);

    public static string RunTool(string tool, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"{tool} {string.Join(' ', start.ArgumentList)}: {errors}");
    }

    public void Dispose()
    {
        try
        {
            RunTool("gpgconf", ["--homedir", Home, "--kill", "all"]);
            Directory.Delete(Home, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // The agent takes its sockets away while the folder is deleted; what is left holds test keys alone.
        }
    }
}
