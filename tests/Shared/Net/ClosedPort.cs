using System;
using System.Net;
using System.Net.Sockets;

namespace HrisConnector.Tests.Shared.Net;

/// <summary>
/// A port of this machine on which nobody listens while this lives. The port of a server that has gone would not do: somebody else may listen on it
/// a moment later, and a program that is just being started still holds the server's own socket.
/// </summary>
internal sealed class ClosedPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public ClosedPort()
    {
        // Taken, and never listened on: connections are refused.
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    /// <summary>The port's number.</summary>
    public int Number => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();
}
