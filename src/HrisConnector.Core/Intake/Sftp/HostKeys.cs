using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>The host keys of servers, to be pinned after they were verified by another way.</summary>
public static class HostKeys
{
    /// <summary>The keys that a server shows, one of each type. No credentials are sent: every connection ends with the key exchange.</summary>
    /// <param name="host">The name or address of the server.</param>
    /// <param name="port">Its port.</param>
    /// <param name="timeout">How long each connection may take; null for 30 seconds.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>The keys, ssh-ed25519 first.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.SftpConnectionFailed"/>.</exception>
    public static async Task<IReadOnlyList<HrisHostKey>> GetAsync(string host, int port, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var endpoint = new SftpEndpoint(host, port);
        var times = new SftpTimes { Connect = timeout ?? SftpTimes.Standard.Connect };
        var keys = new List<HrisHostKey>();
        try
        {
            foreach (var type in HostKeyType.All)
            {
                if (await SftpConnection.ReadHostKeyAsync(endpoint, type, times, cancellationToken).ConfigureAwait(false) is { } key)
                    keys.Add(key);
            }
        }
        catch (SftpFault fault)
        {
            // All or nothing: a list in which a key is missing would look like a server that does not have it.
            throw SftpFailure.Make(HrisErrors.SftpConnectionFailed, fault.Message, host, fault.InnerException);
        }

        return keys.Count > 0
            ? keys
            : throw SftpFailure.Make(HrisErrors.SftpConnectionFailed, $"{endpoint} and this connector could not agree on keys or algorithms", host);
    }
}
