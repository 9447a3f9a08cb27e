using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Intake.Sftp;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Tests.Shared.Pgp;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

namespace HrisConnector.Core.Tests;

/// <summary>The core in a program of .NET Framework: on Windows itself, elsewhere in mono.</summary>
public sealed class FrameworkTests(SshServerFixture ssh) : IDisposable
{
    private static readonly string Child = typeof(FrameworkTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "FrameworkChild").Value!;

    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "Samples");

    private readonly string _folder = Directory.CreateTempSubdirectory("hris-framework-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_days_of_the_sample_company_leave_the_same_logs_as_here()
    {
        foreach (var name in new[] { "here", "there" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, name, "samples"));
            File.Copy(Path.Combine(Samples, "group-rules.csv"), Path.Combine(_folder, name, "samples", "group-rules.csv"));
            File.Copy(Path.Combine(Samples, "hris.json"), Path.Combine(_folder, name, "samples", "hris.json"));
        }

        string[] days = [Path.Combine(Samples, "hris-360learning.csv"), Path.Combine(Samples, "day2", "hris-360learning.csv")];
        var connector = new Connector(ConnectorConfiguration.Load(Path.Combine(_folder, "here", "samples", "hris.json")));
        foreach (var day in days)
        {
            var here = await connector.SyncAsync(SourceFile.AtPath(day), new SyncOptions(), new SilentObserver(), TestContext.Current.CancellationToken);

            var there = await RunAsync(Path.Combine(_folder, "there", "samples", "hris.json"), day);

            Assert.Equal((0, here.Sync.Status + "\n"), (there.Code, there.Output));
        }

        var logs = Logs("here");
        Assert.Equal(4, logs.Length);
        Assert.Equal(logs, Logs("there"));
    }

    [Fact]
    public async Task An_encrypted_file_comes_from_a_server_and_is_archived_there()
    {
        Assert.SkipUnless(Gpg.Has("gpg"), "There is no GnuPG.");
        Assert.SkipWhen(SshServer.Missing is not null, SshServer.Missing ?? "");
        using var gpg = new Gpg();
        gpg.MakeKey("receiver@example.org");
        var folder = Path.Combine(ssh.Server.Upload, Path.GetFileName(_folder));
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "users.csv.pgp");
        File.WriteAllBytes(file, gpg.Encrypt(Encoding.UTF8.GetBytes("uniqueId,email,firstName,lastName,status\nE1,e1@example.org,First,Last,Active\n"), "--trust-model", "always", "--recipient", "receiver@example.org"));
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));
        var configuration = Write("hris.json", JsonSerializer.Serialize(new
        {
            connector = "framework",
            dataPath = "data",
            source = new
            {
                sftp = new
                {
                    host = SshServer.Host,
                    port = ssh.Server.Port,
                    path = folder,
                    userName = Environment.UserName,
                    hostKeys = new[] { ssh.Server.Fingerprint("ed25519") },
                    privateKeyFile = ssh.Key("ed25519"),
                },
                fileName = "users.csv",
                afterSync = "archive",
                archivePath = "done",
            },
            encryption = new { privateKeyFile = gpg.ExportPrivate("receiver@example.org") },
        }));

        var result = await RunAsync(configuration);

        Assert.True(result.Code == 0, result.Output + result.Error);
        Assert.Equal("Success\n", result.Output);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_file_that_is_not_UTF_8_is_refused_with_its_error_id()
    {
        var configuration = Write("hris.json", """{ "connector": "framework", "dataPath": "data" }""");

        var result = await RunAsync(configuration, Path.Combine(AppContext.BaseDirectory, "Files", "failure-not-utf8.csv"));

        Assert.Equal((1, "FileEncodingNotSupported\n"), (result.Code, result.Output));
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name), text);
        return Path.Combine(_folder, name);
    }

    // The CSV logs hold no time: the same lines give the same bytes. The JSON logs have their lists in common.
    private (string Name, string Text)[] Logs(string name) => [.. Directory.GetFiles(Path.Combine(_folder, name), "*.csv", SearchOption.AllDirectories)
        .Where(file => Path.GetDirectoryName(file)!.EndsWith("logs", StringComparison.Ordinal))
        .Concat(Directory.GetFiles(Path.Combine(_folder, name), "0*.json", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)
        .Select(file => (Path.GetFileName(file), string.Join('\n', File.ReadLines(file).Where(line => !line.Contains("Date\": ", StringComparison.Ordinal)))))];

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var native = Path.GetDirectoryName(Child)!;
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(Child, arguments) : new ProcessStartInfo("mono", [Child, .. arguments]);
        Assert.SkipUnless(OperatingSystem.IsWindows() || Gpg.Has("mono"), "There is no mono.");
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["LD_LIBRARY_PATH"] = AppContext.BaseDirectory;
        start.WorkingDirectory = native;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), await error);
    }
}
