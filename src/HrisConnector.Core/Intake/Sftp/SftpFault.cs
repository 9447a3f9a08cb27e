using System;
using System.Net.Sockets;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>A fault of the connection: another try may go well.</summary>
internal sealed class SftpFault(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Says in words what went wrong. The library's own texts are not repeated: parts of them come from the server.</summary>
    public static SftpFault From(Exception e, SftpEndpoint endpoint) => e as SftpFault ?? new SftpFault(Words(e, endpoint), e);

    /// <summary>The server has fallen silent.</summary>
    public static SftpFault Silence(SftpEndpoint endpoint, TimeSpan time) => new($"{endpoint} did not answer for {time.TotalSeconds:0.#} seconds");

    private static string Words(Exception e, SftpEndpoint endpoint) => e switch
    {
        SocketException socket => Words(socket, endpoint),
        SshOperationTimeoutException or TimeoutException => $"{endpoint} did not answer in time",
        SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed } => $"{endpoint} and this connector could not agree on keys or algorithms",
        SshConnectionException or ObjectDisposedException => $"{endpoint} cut the connection",
        _ => $"{endpoint} does not answer as an SFTP server does ({e.GetType().Name})",
    };

    private static string Words(SocketException e, SftpEndpoint endpoint) => e.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => $"{endpoint} refused the connection",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"the name {endpoint.Host} cannot be resolved",
        SocketError.TimedOut => $"{endpoint} did not answer in time",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => $"{endpoint} cut the connection",
        _ => $"{endpoint} cannot be reached ({e.SocketErrorCode})",
    };
}
