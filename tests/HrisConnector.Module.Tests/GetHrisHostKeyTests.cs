using System;
using System.Linq;
using System.Management.Automation;
using HrisConnector.ModuleTests.Support;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Issue 4, item 1: the fingerprint to pin, before any credential is sent.</summary>
public sealed class GetHrisHostKeyTests
{
    [Fact]
    public void The_keys_of_a_server_are_objects_and_a_table()
    {
        Assert.SkipWhen(SshServer.Missing is not null, SshServer.Missing ?? "");
        using var server = SshServer.Start([], hostKeys: ["ed25519", "rsa"]);
        using var session = new ModuleSession();

        var result = session.Run($"'{SshServer.Host}' | Get-HrisHostKey -Port {server.Port}");
        var lines = session.Show($"Get-HrisHostKey -ComputerName {SshServer.Host} -Port {server.Port}").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();

        Assert.Empty(result.Errors);
        Assert.Equal([server.Fingerprint("ed25519"), server.Fingerprint("rsa")], result.Output.Select(key => key.Text("Fingerprint")));
        Assert.Matches(@"^HostName\s+Port KeyType\s+Bits Fingerprint$", lines[0]);
        Assert.Matches($@"^127\.0\.0\.1\s+{server.Port} ssh-ed25519\s+256 SHA256:.{{43}}$", lines[2]);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void A_server_that_cannot_be_reached_is_an_error_of_its_own_and_the_next_one_is_asked()
    {
        using var session = new ModuleSession();

        // Nobody listens on port 1.
        var result = session.Run("Get-HrisHostKey 127.0.0.1, localhost -Port 1");

        Assert.Empty(result.Output);
        Assert.All(result.ErrorIds, id => Assert.Equal("SftpConnectionFailed", id));
        Assert.Equal(["127.0.0.1", "localhost"], result.Errors.Select(error => (string)error.TargetObject));
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category));
        Assert.All(result.Errors, error => Assert.StartsWith("Connection to the SFTP server failed: ", error.ToString(), StringComparison.Ordinal));
    }
}
