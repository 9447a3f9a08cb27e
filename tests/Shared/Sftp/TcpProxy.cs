using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Tests.Shared.Sftp;

/// <summary>
/// Stands before a server and makes a bad network of a good one: it cuts a connection or falls silent after so many bytes from the server,
/// each connection in its own way.
/// </summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly int _target;
    private readonly Func<int, Fault> _faults;
    private int _connections;

    /// <summary>Starts.</summary>
    /// <param name="target">The port of the server.</param>
    /// <param name="faults">What becomes of a connection, by its number from 1.</param>
    public TcpProxy(int target, Func<int, Fault> faults)
    {
        _target = target;
        _faults = faults;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What goes wrong.</summary>
    /// <param name="After">After how many bytes from the server.</param>
    /// <param name="Cut">Whether the connection is cut; otherwise nothing comes any more.</param>
    internal sealed record Fault(long After, bool Cut)
    {
        public static Fault None { get; } = new(long.MaxValue, false);

        /// <summary>When it comes true the next bytes from the server are lost and the connection is cut.</summary>
        public Func<bool>? CutWhen { get; init; }

        public static Fault CutAfter(long bytes) => new(bytes, true);

        public static Fault SilentAfter(long bytes) => new(bytes, false);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections there were.</summary>
    public int Connections => _connections;

    /// <summary>Ends when a connection has fallen silent.</summary>
    public TaskCompletionSource Silent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        foreach (var client in _clients)
            client.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _clients.Add(client);
                _ = ConnectAsync(client, _faults(Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ConnectAsync(TcpClient client, Fault fault)
    {
        var server = new TcpClient();
        _clients.Add(server);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream(), _stop.Token), AnswerAsync(server.GetStream(), client.GetStream(), fault));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the two has gone.
        }

        client.Dispose();
        server.Dispose();
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream client, Fault fault)
    {
        var block = new byte[16 * 1024];
        long sent = 0;
        while (await server.ReadAsync(block, _stop.Token) is var count and > 0)
        {
            if (fault.CutWhen?.Invoke() == true)
                return;
            var good = (int)Math.Min(count, fault.After - sent);
            await client.WriteAsync(block.AsMemory(0, good), _stop.Token);
            sent += good;
            if (sent < fault.After)
                continue;
            if (fault.Cut)
                return;
            Silent.TrySetResult();
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }
    }
}
