using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Tests.Shared.Net;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Sftp;

/// <summary>behaviour.md §3: connections that fail.</summary>
public sealed class SftpConnectionTests(SshServerFixture fixture) : SftpTests(fixture)
{
    private const int MiddleOfTheFile = 1_000_000;
    private readonly byte[] _file = new byte[2_000_000];

    [Fact]
    public async Task A_download_that_is_cut_is_tried_again_from_its_beginning()
    {
        Random.Shared.NextBytes(_file);
        Put("users.csv", _file);
        using var proxy = new TcpProxy(Server.Port, number => number == 1 ? TcpProxy.Fault.CutAfter(MiddleOfTheFile) : TcpProxy.Fault.None);
        var source = Source(proxy.Port);

        await ReceiveAsync(source, Named(source, "users.csv"));

        Assert.Equal(_file, File.ReadAllBytes(Copy));
        Assert.Equal(1, CountSaid("Receiving users.csv: 127.0.0.1:" + proxy.Port + ", try 2 of 3."));
        Assert.Equal(1, CountSaid("Try 1 of 3 failed: 127.0.0.1:" + proxy.Port + " cut the connection."));
        Assert.Equal(0, CountSaid("try 3"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(300)]
    [InlineData(2700)]
    [InlineData(MiddleOfTheFile)]
    public async Task A_connection_that_is_cut_three_times_is_a_failure(int after)
    {
        Put("users.csv", _file);
        using var proxy = new TcpProxy(Server.Port, _ => TcpProxy.Fault.CutAfter(after));
        var source = Source(proxy.Port);

        var message = await FailsToConnectAsync(HrisErrors.SftpConnectionFailed, () => source.ReceiveAsync(Named(source, "users.csv"), Copy, _ => { }, Stop));

        Assert.Equal(3, proxy.Connections);
        Assert.Equal($"Connection to the SFTP server failed: 127.0.0.1:{proxy.Port} cut the connection (3 tries).", message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(MiddleOfTheFile)]
    public async Task A_server_that_falls_silent_is_tried_again(int after)
    {
        Put("users.csv", _file);
        using var proxy = new TcpProxy(Server.Port, number => number == 1 ? TcpProxy.Fault.SilentAfter(after) : TcpProxy.Fault.None);
        var patience = TimeSpan.FromSeconds(after == MiddleOfTheFile ? 1 : 0.7);
        var source = Source(proxy.Port, times: after == MiddleOfTheFile ? Times with { Silence = patience } : Times with { Connect = patience });

        await ReceiveAsync(source, Named(source, "users.csv"));

        Assert.Equal(_file, File.ReadAllBytes(Copy));
        Assert.Equal(1, CountSaid("Try 1 of 3 failed: 127.0.0.1:" + proxy.Port + " did not answer"));
    }

    [Fact]
    public async Task A_server_that_is_always_silent_is_a_failure()
    {
        using var proxy = new TcpProxy(Server.Port, _ => TcpProxy.Fault.SilentAfter(0));

        var message = await FailsToConnectAsync(HrisErrors.SftpConnectionFailed, () => Source(proxy.Port, times: Times with { Connect = TimeSpan.FromMilliseconds(200) }).FindAsync(Stop));

        Assert.Contains("did not answer", message, StringComparison.Ordinal);
        Assert.Equal(3, proxy.Connections);
    }

    [Fact]
    public async Task A_closed_port_is_a_failure()
    {
        using var port = new ClosedPort();

        var message = await FailsToConnectAsync(HrisErrors.SftpConnectionFailed, () => Source(port.Number).FindAsync(Stop));

        Assert.Contains("refused the connection (3 tries)", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_a_failure()
    {
        var message = await FailsToConnectAsync(HrisErrors.SftpConnectionFailed, () => Source(host: "no-such-host.invalid").FindAsync(Stop));

        Assert.Contains("no-such-host.invalid", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")]
    [InlineData("SSH-2.0-Other\r\n\0\0\0\u000cthis is no packet at all, and much longer than it says")]
    [InlineData("SSH-1.5-Old\r\n")]
    public async Task A_server_of_another_kind_is_a_failure_and_its_words_are_not_repeated(string greeting)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var answer = AnswerAsync(listener, Encoding.Latin1.GetBytes(greeting), stop.Token);

        var message = await FailsToConnectAsync(HrisErrors.SftpConnectionFailed, () => Source(((IPEndPoint)listener.LocalEndpoint).Port).FindAsync(Stop));

        Assert.DoesNotContain("packet", message, StringComparison.Ordinal);
        Assert.Equal(1, CountSaid("Try 3 of 3 failed"));
        await stop.CancelAsync();
        await answer;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(300)]
    [InlineData(2700)]
    [InlineData(MiddleOfTheFile)]
    public async Task A_stop_ends_the_wait_for_a_silent_server_at_once(int after)
    {
        Put("users.csv", _file);
        using var proxy = new TcpProxy(Server.Port, _ => TcpProxy.Fault.SilentAfter(after));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var source = Source(proxy.Port);
        var call = source.ReceiveAsync(Named(source, "users.csv"), Copy, _ => { }, stop.Token);
        await proxy.Silent.Task.WaitAsync(Ample, Stop);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(2), Stop));
        Assert.Equal(1, proxy.Connections);
    }

    [Fact]
    public async Task A_stop_ends_the_pause_between_two_tries()
    {
        using var proxy = new TcpProxy(Server.Port, _ => TcpProxy.Fault.CutAfter(0));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var call = Source(proxy.Port, times: Times with { Pauses = [Ample, Ample] }).FindAsync(stop.Token);

        stop.CancelAfter(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(5), Stop));
    }

    private static async Task AnswerAsync(TcpListener listener, byte[] greeting, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                var stream = client.GetStream();
                await stream.WriteAsync(greeting, stop);
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, stop);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The test is over.
        }
    }
}
