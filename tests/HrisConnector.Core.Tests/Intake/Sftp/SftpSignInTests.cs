using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake.Sftp;
using HrisConnector.Core.Secrets;
using HrisConnector.Tests.Shared.Sftp;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Sftp;

/// <summary>behaviour.md §3: who the server is, and who we are.</summary>
public sealed class SftpSignInTests(SshServerFixture fixture) : SftpTests(fixture)
{
    private const string AnotherPin = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Theory]
    [InlineData("ed25519", null)]
    [InlineData("rsa", null)]
    [InlineData("ed25519-encrypted", SshServerFixture.Passphrase)]
    [InlineData("rsa-encrypted-pem", SshServerFixture.Passphrase)]
    public async Task A_key_signs_in(string key, string? passphrase)
    {
        Put("users.csv");

        await OnlyAsync(Source(credentials: Credentials(key, passphrase: passphrase)));
    }

    [Theory]
    [InlineData("ed25519-encrypted", null, "is encrypted, and there is no passphrase")]
    [InlineData("ed25519-encrypted", WrongPassword, "the passphrase is wrong")]
    [InlineData("rsa-encrypted-pem", null, "is encrypted, and there is no passphrase")]
    [InlineData("rsa-encrypted-pem", WrongPassword, "the passphrase is wrong")]
    [InlineData("missing", null, "does not exist")]
    [InlineData("ed25519.pub", null, "is no private key")]
    public async Task A_key_that_cannot_be_opened_is_said_and_nothing_is_sent(string key, string? passphrase, string cause)
    {
        using var proxy = new TcpProxy(Server.Port, _ => TcpProxy.Fault.None);

        var message = await FailsToConnectAsync(HrisErrors.SftpKeyUnusable, () => Source(proxy.Port, credentials: Credentials(key, passphrase: passphrase)).FindAsync(Stop));

        Assert.Contains(cause, message, StringComparison.Ordinal);
        Assert.Contains(Key(key), message, StringComparison.Ordinal);
        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task A_key_that_others_can_read_is_a_warning()
    {
        Assert.SkipUnless(UnixModes.Known, UnixModes.Missing);
        var key = Path.Combine(Folder, "key");
        File.Copy(Key("ed25519"), key);
        SshServer.Permit(key, "rw-r--r--");

        await Source(credentials: new SftpCredentials(Environment.UserName, null, key, null)).FindAsync(Stop);

        Assert.Equal(1, CountSaid("can be read by other users"));
    }

    [Theory]
    [InlineData("unknown", null)]
    [InlineData("unknown", WrongPassword)]
    [InlineData(null, WrongPassword)]
    public async Task Credentials_that_the_server_refuses_are_tried_once(string? key, string? password)
    {
        using var proxy = new TcpProxy(Server.Port, _ => TcpProxy.Fault.None);

        await FailsToConnectAsync(HrisErrors.SftpAuthenticationFailed, () => Source(proxy.Port, credentials: Credentials(key, password)).FindAsync(Stop));

        Assert.Equal(1, proxy.Connections);
    }

    [Fact]
    public async Task A_server_that_has_had_enough_of_wrong_credentials_is_not_asked_again()
    {
        using var server = SshServer.Start([], ["MaxAuthTries 1", "PasswordAuthentication yes"], hostKeys: ["ed25519"]);
        using var proxy = new TcpProxy(server.Port, _ => TcpProxy.Fault.None);

        await FailsToConnectAsync(
            HrisErrors.SftpAuthenticationFailed, () => Source(proxy.Port, server: server, credentials: Credentials("unknown", WrongPassword)).FindAsync(Stop));

        Assert.Equal(1, proxy.Connections);
    }

    [Fact]
    public async Task Missing_credentials_are_said_by_name()
    {
        Assert.Contains("no user name", await FailsToConnectAsync(HrisErrors.SftpAuthenticationFailed, () => Source(credentials: Credentials(user: "")).FindAsync(Stop)), StringComparison.Ordinal);
        Assert.Contains("privateKeyFile or password", await FailsToConnectAsync(HrisErrors.SftpAuthenticationFailed, () => Source(credentials: Credentials(key: null)).FindAsync(Stop)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PasswordAuthentication yes", false)]
    [InlineData("KbdInteractiveAuthentication yes;UsePAM yes", false)]
    [InlineData("PasswordAuthentication yes;AuthenticationMethods publickey,password", true)]
    public async Task A_password_signs_in_also_in_a_dialogue_and_beside_a_key(string options, bool withKey)
    {
        Assert.SkipWhen(TemporaryAccount.Missing is not null, TemporaryAccount.Missing ?? "");
        using var account = TemporaryAccount.Create();
        KeepSecret(account.Password);
        KeepSecret(account.Name);
        using var server = SshServer.Start([File.ReadAllText(Key("ed25519") + ".pub")], options.Split(';'), hostKeys: ["ed25519"]);
        SshServer.Permit(server.Upload, "rwxr-xr-x");
        File.WriteAllText(server.PathOf("users.csv"), "text");
        SftpCredentials With(string password) => Credentials(withKey ? "ed25519" : null, password, user: account.Name);

        var file = await OnlyAsync(Source(server: server, path: ".", credentials: With(account.Password)));
        await FailsToConnectAsync(HrisErrors.SftpAuthenticationFailed, () => Source(server: server, path: ".", credentials: With(WrongPassword)).FindAsync(Stop));

        Assert.Equal($"sftp://127.0.0.1:{server.Port}/~/users.csv", file.Path);
        if (withKey)
            await FailsToConnectAsync(HrisErrors.SftpAuthenticationFailed, () => Source(server: server, path: ".", credentials: Credentials(user: account.Name)).FindAsync(Stop));
    }

    [Fact]
    public async Task A_password_that_is_refused_is_not_tried_again_in_a_dialogue()
    {
        Assert.SkipWhen(TemporaryAccount.Missing is not null, TemporaryAccount.Missing ?? "");
        using var account = TemporaryAccount.Create();
        KeepSecret(account.Name);
        using var server = SshServer.Start([], ["PasswordAuthentication yes", "KbdInteractiveAuthentication yes", "UsePAM yes"], hostKeys: ["ed25519"]);

        await FailsToConnectAsync(
            HrisErrors.SftpAuthenticationFailed, () => Source(server: server, path: ".", credentials: Credentials(null, WrongPassword, user: account.Name)).FindAsync(Stop));

        Assert.Single(server.Log, line => line.StartsWith("Failed ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_the_account_may_not_read_is_unreadable()
    {
        Assert.SkipWhen(TemporaryAccount.Missing is not null, TemporaryAccount.Missing ?? "");
        using var account = TemporaryAccount.Create();
        Put("secret/users.csv");
        SshServer.Permit(Path.Combine(Folder, "secret"), "rwx------");

        var failure = await FailsAsync(HrisErrors.SourceUnreadable, () => Source(path: Folder + "/secret", credentials: Credentials(user: account.Name)).FindAsync(Stop));

        Assert.Contains("permission is denied", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("ecdsa")]
    [InlineData("rsa")]
    public async Task Each_key_of_the_server_may_be_the_pinned_one(string type) =>
        await Source(pins: [AnotherPin, Server.Fingerprint(type)]).FindAsync(Stop);

    [Fact]
    public async Task A_changed_host_key_is_refused_before_anything_is_sent_and_both_are_shown()
    {
        using var server = SshServer.Start([File.ReadAllText(Key("ed25519") + ".pub")], ["PasswordAuthentication yes"]);
        string[] pins = [Server.Fingerprint("ed25519"), AnotherPin];
        using var proxy = new TcpProxy(server.Port, _ => TcpProxy.Fault.None);

        var message = await FailsToConnectAsync(
            HrisErrors.SftpHostKeyMismatch, () => Source(proxy.Port, pins: pins, credentials: Credentials(password: WrongPassword)).FindAsync(Stop));

        Assert.Contains($"Pinned: {pins[0]}, {pins[1]}. Shown: {server.Fingerprint("ed25519")} (ssh-ed25519), {server.Fingerprint("ecdsa")} (ecdsa-sha2-nistp256), {server.Fingerprint("rsa")} (ssh-rsa).", message, StringComparison.Ordinal);
        Assert.Contains(server.Log, line => line.StartsWith("Connection from", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log, line => line.Contains("Failed", StringComparison.Ordinal) || line.Contains("Accepted", StringComparison.Ordinal) || line.Contains("user", StringComparison.Ordinal));
        Assert.Equal(1, CountSaid("try 1 of 3"));
        Assert.Equal(0, CountSaid("try 2 of 3"));
    }

    [Fact]
    public async Task A_pin_is_compared_exactly_and_no_pin_trusts_nobody()
    {
        var pin = Server.Fingerprint("ed25519");
        using var proxy = new TcpProxy(Server.Port, _ => TcpProxy.Fault.None);
        string[][] wrong = [[pin.ToUpperInvariant()], [pin[..^1]], [""]];

        foreach (var pins in wrong)
            await FailsToConnectAsync(HrisErrors.SftpHostKeyMismatch, () => Source(pins: pins).FindAsync(Stop));
        await FailsToConnectAsync(HrisErrors.SftpHostKeyMismatch, () => Source(proxy.Port, pins: []).FindAsync(Stop));

        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task The_host_keys_are_read_without_signing_in()
    {
        using var server = SshServer.Start([], hostKeys: ["rsa", "ed25519"]);

        var keys = await HostKeys.GetAsync(SshServer.Host, server.Port, Ample, Stop);

        Assert.Equal(
            [("ssh-ed25519", 256, server.Fingerprint("ed25519")), ("ssh-rsa", 2048, server.Fingerprint("rsa"))],
            keys.Select(key => (key.KeyType, key.KeyLength, key.Fingerprint)));
        Assert.All(keys, key => Assert.Equal((SshServer.Host, server.Port, key.Fingerprint), (key.HostName, key.Port, key.ToString())));
        Assert.DoesNotContain(server.Log, line => line.Contains("user", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_host_keys_of_a_server_that_cannot_be_reached_are_a_failure()
    {
        using var proxy = new TcpProxy(Server.Port, number => number < 3 ? TcpProxy.Fault.None : TcpProxy.Fault.CutAfter(5));

        await FailsToConnectAsync(HrisErrors.SftpConnectionFailed, () => HostKeys.GetAsync(SshServer.Host, proxy.Port, Ample, Stop));
        using var silent = new TcpProxy(Server.Port, _ => TcpProxy.Fault.SilentAfter(300));
        await FailsToConnectAsync(HrisErrors.SftpConnectionFailed, () => HostKeys.GetAsync(SshServer.Host, silent.Port, TimeSpan.FromMilliseconds(300), Stop));
    }

    [Fact]
    public async Task A_probe_says_how_far_it_came_and_tries_once()
    {
        Put("users.csv");
        var good = await Source(afterSync: AfterSync.Archive).ProbeAsync(Stop);
        Assert.Null(good.Failure);
        Assert.True(good.SignedIn);
        Assert.Equal(Server.Fingerprint("ed25519"), good.HostKey!.Fingerprint);
        Assert.Equal("users.csv", Assert.Single(good.Files!).Name);
        Assert.False(good.ArchiveExists);

        var noFolder = await Source(path: Folder + "/nowhere").ProbeAsync(Stop);
        Assert.Equal((HrisErrors.SourceNotFound, true), (noFolder.Failure!.Error, noFolder.SignedIn));
        var refused = await Source(credentials: Credentials("unknown")).ProbeAsync(Stop);
        Assert.Equal((HrisErrors.SftpAuthenticationFailed, false), (refused.Failure!.Error, refused.SignedIn));
        using var proxy = new TcpProxy(Server.Port, _ => TcpProxy.Fault.CutAfter(0));
        var unreachable = await Source(proxy.Port).ProbeAsync(Stop);
        Assert.Equal((HrisErrors.SftpConnectionFailed, 1), (unreachable.Failure!.Error, proxy.Connections));
    }

    [Fact]
    public void Credentials_show_nothing_of_themselves() =>
        Assert.Equal("SFTP credentials", new SftpCredentials("anna.schmidt", new Secret(WrongPassword), "key", null).ToString());
}
