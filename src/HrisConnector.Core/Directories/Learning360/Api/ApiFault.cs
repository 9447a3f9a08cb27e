using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
#if NET
using System.Net.Http;
#endif
using System.Net.Sockets;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>A request without an answer.</summary>
internal sealed class ApiFault(ApiFaultKind kind, Exception? innerException = null) : Exception($"No answer: {kind}.", innerException)
{
    /// <summary>Why.</summary>
    public ApiFaultKind Kind => kind;

    /// <summary>The code that says so.</summary>
    public string Code => kind == ApiFaultKind.TimedOut ? "timeout" : "connection";

    /// <summary>Finds out from the library's exception. Whatever is not known for certain counts as a request that the platform may have seen.</summary>
    public static ApiFault From(Exception e) => new(NeverConnected(e) ? ApiFaultKind.NeverConnected : ApiFaultKind.Lost, e);

    private static bool NeverConnected(Exception e)
    {
#if NET
        if (e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError })
            return true;
#endif
        return Causes(e).Any(cause => cause switch
        {
            SocketException socket => socket.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                or SocketError.HostUnreachable or SocketError.NetworkUnreachable,
            WebException web => web.Status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure
                or WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure,
            _ => false,
        });
    }

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
            yield return cause;
    }
}
