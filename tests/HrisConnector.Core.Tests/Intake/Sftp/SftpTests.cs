using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Intake.Sftp;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Sftp;

/// <summary>
/// A folder of its own on a real server for each test. After each test, whatever it was, no copy of a failed download is left and no secret was said.
/// </summary>
public abstract class SftpTests : IDisposable
{
    protected const string WrongPassword = "planted password 9c1e";

    private readonly List<string> _said = [];
    private readonly List<string> _secrets = [SshServerFixture.Passphrase, WrongPassword];
    private readonly SshServerFixture _fixture;
    private bool _received;

    protected SftpTests(SshServerFixture fixture)
    {
        Assert.SkipWhen(SshServer.Missing is not null, SshServer.Missing ?? "");
        _fixture = fixture;
        Folder = Directory.CreateDirectory(Path.Combine(Server.Upload, Guid.NewGuid().ToString("N"))).FullName;
        Private = Directory.CreateTempSubdirectory("hris-work-").FullName;
    }

    /// <summary>The time that is long enough for a busy machine and never used up when all is well.</summary>
    protected static TimeSpan Ample { get; } = TimeSpan.FromSeconds(30);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal SshServer Server => _fixture.Server;

    /// <summary>The folder of the source.</summary>
    protected string Folder { get; }

    /// <summary>Where private copies are made.</summary>
    protected string Private { get; set; }

    protected string Copy => Path.Combine(Private, "received");

    internal SilentObserver Observer { get; } = new();

    internal static SftpTimes Times { get; } = new() { Connect = Ample, Silence = Ample, Settle = TimeSpan.Zero, Pauses = [TimeSpan.Zero, TimeSpan.Zero] };

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        if (!_received)
            Assert.Empty(Directory.EnumerateFileSystemEntries(Private));
        Directory.Delete(Private, recursive: true);
        Assert.All(_said.Concat(Observer.Messages), text => Assert.All(_secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }

    /// <summary>The path of a private key.</summary>
    protected string Key(string name) => _fixture.Key(name);

    internal SftpCredentials Credentials(string? key = "ed25519", string? password = null, string? passphrase = null, string? user = null) => new(
        user ?? Environment.UserName, password is null ? null : new Secret(password), key is null ? null : Key(key), passphrase is null ? null : new Secret(passphrase));

    internal SftpSource Source(
        int? port = null, AfterSync afterSync = AfterSync.Leave, string archive = "archive", int? days = null, string pattern = "*.csv", string? path = null,
        string[]? pins = null, SftpCredentials? credentials = null, SftpTimes? times = null, SshServer? server = null, string? host = null)
    {
        server ??= Server;
        var sftp = new SftpConfiguration(host ?? SshServer.Host, port ?? server.Port, path ?? Folder, null, pins ?? [server.Fingerprint("ed25519")], null, null, null);
        var configuration = new SourceConfiguration(null, pattern, afterSync, archive, days) { Sftp = sftp };
        return new SftpSource(configuration, new FileNames(pattern, encrypted: false), () => credentials ?? Credentials(), Observer, times ?? Times);
    }

    /// <summary>Puts a file on the server; old enough not to be looked at twice unless a time is given.</summary>
    protected string Put(string name, string text = "some text", DateTime? written = null) => Put(name, Encoding.UTF8.GetBytes(text), written);

    protected string Put(string name, byte[] bytes, DateTime? written = null)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, written ?? new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc));
        return path;
    }

    internal static async Task<SourceFile> OnlyAsync(SftpSource source) => Assert.Single(await source.FindAsync(Stop));

    internal async Task<ReceivedFile> ReceiveAsync(SftpSource source, SourceFile file, Action<double>? progress = null)
    {
        var received = await source.ReceiveAsync(file, Copy, progress ?? (_ => { }), Stop);
        _received = true;
        return received;
    }

    internal static SourceFile Named(SftpSource source, string name) => new(source, name, "sftp://somewhere/" + name);

    /// <summary>The failure of a call, whose texts are searched for secrets in the end.</summary>
    internal async Task<HrisException> FailsAsync(HrisError error, Func<Task> call)
    {
        var failure = await Assert.ThrowsAsync<HrisException>(call);
        _said.AddRange([failure.ToString(), failure.Error.Hint, failure.Target?.ToString() ?? "", .. failure.Reasons]);
        Assert.Equal((error.Id, failure.Message), (failure.Error.Id, failure.Message));
        return failure;
    }

    /// <summary>The failure of a connection, as behaviour.md §3 has it.</summary>
    internal async Task<string> FailsToConnectAsync(HrisError error, Func<Task> call)
    {
        var failure = await FailsAsync(error, call);
        Assert.Equal(["Connection to the SFTP server failed"], failure.Reasons);
        Assert.StartsWith("Connection to the SFTP server failed: ", failure.Message, StringComparison.Ordinal);
        return failure.Message;
    }

    /// <summary>From now on nobody may say this.</summary>
    protected void KeepSecret(string secret) => _secrets.Add(secret);

    protected int CountSaid(string text) => Observer.Messages.Count(message => message.Contains(text, StringComparison.Ordinal));
}
