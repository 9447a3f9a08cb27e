using System;
using System.Diagnostics;
using System.IO;
using System.Security.Cryptography;

namespace HrisConnector.Tests.Shared.Sftp;

/// <summary>An account of this machine with a random password, for as long as a test lasts. Only root can make one.</summary>
internal sealed class TemporaryAccount : IDisposable
{
    private TemporaryAccount(string name, string password)
    {
        Name = name;
        Password = password;
    }

    /// <summary>Why there can be none here; null when there can.</summary>
    public static string? Missing { get; } =
        !Environment.IsPrivilegedProcess ? "only root can make an account with a password" :
        !File.Exists("/usr/sbin/useradd") || !File.Exists("/usr/sbin/chpasswd") ? "useradd or chpasswd is not installed" : null;

    public string Name { get; }

    public string Password { get; }

    public static TemporaryAccount Create()
    {
        var name = "hris" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var account = new TemporaryAccount(name, Convert.ToHexString(RandomNumberGenerator.GetBytes(12)));
        Run("/usr/sbin/useradd", ["--no-create-home", "--no-user-group", "--gid", "nogroup", "--home-dir", "/", "--shell", "/bin/sh", name], "");
        try
        {
            Run("/usr/sbin/chpasswd", [], $"{name}:{account.Password}\n");
            return account;
        }
        catch
        {
            account.Dispose();
            throw;
        }
    }

    public void Dispose() => Run("/usr/sbin/userdel", ["--force", Name], "");

    private static void Run(string program, string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardError = true })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {errors}");
    }
}
