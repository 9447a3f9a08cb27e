using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Messages.Transport;
using Renci.SshNet.Sftp;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>
/// One open connection. The library's calls do not all listen to their token, and some wait for a silent server for long: each is waited for as
/// long as it makes sense and then left behind; <see cref="CloseAsync"/> ends it.
/// </summary>
internal sealed class SftpConnection
{
    private static readonly TimeSpan CloseTime = TimeSpan.FromMilliseconds(300);

    private readonly SftpClient _client;
    private readonly SftpEndpoint _endpoint;
    private readonly SftpTimes _times;

    private SftpConnection(SftpClient client, SftpEndpoint endpoint, SftpTimes times, HrisHostKey hostKey)
    {
        _client = client;
        _endpoint = endpoint;
        _times = times;
        HostKey = hostKey;
    }

    /// <summary>The pinned key that the server showed.</summary>
    public HrisHostKey HostKey { get; }

    /// <summary>
    /// Connects and signs in. A server has several keys, and which of them it shows is negotiated. When that one is not pinned, the others are asked for, one type
    /// at a time. That is as safe as asking once: on every connection the server signs with the key that it shows, so it has the
    /// pinned one or is refused, and no credentials are sent before.
    /// </summary>
    /// <exception cref="SftpFault">Another try may go well.</exception>
    /// <exception cref="HrisException"><see cref="HrisErrors.SftpHostKeyMismatch"/> or <see cref="HrisErrors.SftpAuthenticationFailed"/>.</exception>
    public static async Task<SftpConnection> OpenAsync(
        SftpEndpoint endpoint, IReadOnlyList<string> pins, SftpSignIn signIn, SftpTimes times, CancellationToken cancellationToken)
    {
        var shown = new List<HrisHostKey>();
        if (pins.Count == 0)
            throw SftpFailure.HostKey(endpoint, pins, shown);
        foreach (var types in new[] { HostKeyType.All.ToArray() }.Concat(HostKeyType.All.Select(type => new[] { type })))
        {
            if (types.Length == 1 && shown.Any(key => key.KeyType == types[0].Name))
                continue;
            var check = new HostKeyCheck(endpoint, pins);
            if (await TryOpenAsync(signIn.For(types, times), check, endpoint, times, cancellationToken).ConfigureAwait(false) is { } connection)
                return connection;
            if (check.Shown is { } key)
                shown.Add(key);
            else if (types.Length > 1)
                throw new SftpFault($"{endpoint} and this connector could not agree on keys or algorithms");
        }

        throw SftpFailure.HostKey(endpoint, pins, shown);
    }

    /// <summary>The key of a type that the server shows; null when it has none. Nothing is sent that could sign in.</summary>
    /// <exception cref="SftpFault">The server cannot be reached.</exception>
    public static async Task<HrisHostKey?> ReadHostKeyAsync(SftpEndpoint endpoint, HostKeyType type, SftpTimes times, CancellationToken cancellationToken)
    {
        var check = new HostKeyCheck(endpoint, []);
        if (await TryOpenAsync(SftpSignIn.Without(endpoint, [type], times), check, endpoint, times, cancellationToken).ConfigureAwait(false) is { } connection)
            await connection.CloseAsync().ConfigureAwait(false);
        return check.Shown;
    }

    /// <summary>What stands under a path, through links; null when there is nothing.</summary>
    /// <exception cref="SftpException">The server refuses to tell.</exception>
    public Task<RemoteFile?> FindAsync(string path, CancellationToken cancellationToken) => AskAsync<RemoteFile?>(
        async (client, _, stop) =>
        {
            try
            {
                return Describe(await client.GetAsync(path, stop).ConfigureAwait(false));
            }
            catch (SftpPathNotFoundException)
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>What is in a folder; links are told as such.</summary>
    /// <exception cref="SftpException">The server refuses to tell.</exception>
    public Task<IReadOnlyList<RemoteFile>> ListAsync(string folder, CancellationToken cancellationToken) => AskAsync<IReadOnlyList<RemoteFile>>(
        async (client, patience, stop) =>
        {
            var files = new List<RemoteFile>();
            await foreach (var file in client.ListDirectoryAsync(folder, stop).ConfigureAwait(false))
            {
                patience.Heard();
                if (file.Name is not ("." or ".."))
                    files.Add(Describe(file));
            }

            return files;
        },
        cancellationToken);

    /// <summary>Downloads a file.</summary>
    /// <exception cref="SftpException">The server refuses.</exception>
    /// <exception cref="HrisException">The copy refuses.</exception>
    public Task DownloadAsync(string path, PrivateDownload copy, CancellationToken cancellationToken) => AskAsync(
        async (client, patience, stop) =>
        {
            copy.Listener = patience;
            await client.DownloadFileAsync(path, copy, stop).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Gives a file another path. A server that keeps to the protocol refuses when something is there: this is the plain request, not the one that replaces.</summary>
    /// <exception cref="SftpException">The server refuses.</exception>
    public Task RenameAsync(string path, string newPath, CancellationToken cancellationToken) => AskAsync(
        async (client, _, stop) =>
        {
            await client.RenameFileAsync(path, newPath, stop).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Deletes a file.</summary>
    /// <exception cref="SftpException">The server refuses.</exception>
    public Task DeleteAsync(string path, CancellationToken cancellationToken) => AskAsync(
        async (client, _, stop) =>
        {
            await client.DeleteFileAsync(path, stop).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Makes a folder.</summary>
    /// <exception cref="SftpException">The server refuses.</exception>
    public Task MakeFolderAsync(string path, CancellationToken cancellationToken) => AskAsync(
        async (client, _, stop) =>
        {
            await client.CreateDirectoryAsync(path, stop).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    /// <summary>Ends the connection; waits for that a moment and no longer.</summary>
    public Task CloseAsync() => EndAsync(_client);

    private static async Task<SftpConnection?> TryOpenAsync(
        ConnectionInfo connection, HostKeyCheck check, SftpEndpoint endpoint, SftpTimes times, CancellationToken cancellationToken)
    {
        var client = new SftpClient(connection) { OperationTimeout = times.Silence, KeepAliveInterval = times.KeepAlive };
        client.HostKeyReceived += check.Receive;
        var work = Task.Run(() => ConnectAsync(client, cancellationToken), CancellationToken.None);
        try
        {
            await new Patience(times.Connect).WaitAsync(work, cancellationToken).ConfigureAwait(false);

            // Nobody asked whether the key is trusted: that must never be taken for a yes.
            return check is { Accepted: true, Shown: { } key } ? new SftpConnection(client, endpoint, times, key) : throw new SftpFault($"{endpoint} showed no host key");
        }
        catch (Exception e)
        {
            check.Close();
            await AbandonAsync(client, work).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (e is SshConnectionException { DisconnectReason: DisconnectReason.KeyExchangeFailed } && !check.Accepted)
                return null;
            throw IsRefusal(e, check) ? Refused(endpoint, e)
                : e is TimeoutException ? SftpFault.Silence(endpoint, times.Connect)
                : SftpFault.From(e, endpoint);
        }
    }

    private static async Task<bool> ConnectAsync(SftpClient client, CancellationToken cancellationToken)
    {
        await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Some servers cut the connection when they have had enough of wrong credentials. Trying those again would lock the account.
    private static bool IsRefusal(Exception e, HostKeyCheck check) => e is SshAuthenticationException
        || (check.Accepted && e is SshConnectionException connection
            && (connection.DisconnectReason is DisconnectReason.NoMoreAuthenticationMethodsAvailable or DisconnectReason.IllegalUserName
                || connection.Message.IndexOf("authentication failures", StringComparison.OrdinalIgnoreCase) >= 0));

    private static HrisException Refused(SftpEndpoint endpoint, Exception e) =>
        SftpFailure.Make(HrisErrors.SftpAuthenticationFailed, $"{endpoint} does not accept the user name with this key or password", endpoint.ToString(), e);

    private async Task<T> AskAsync<T>(Func<SftpClient, Patience, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var patience = new Patience(_times.Silence);
        var work = Task.Run(() => question(_client, patience, cancellationToken), CancellationToken.None);
        try
        {
            return await patience.WaitAsync(work, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not HrisException)
        {
            Forget(work);
            cancellationToken.ThrowIfCancellationRequested();
            if (e is SftpException { StatusCode: not (StatusCode.NoConnection or StatusCode.ConnectionLost) })
                throw;
            throw e is TimeoutException or SshOperationTimeoutException ? SftpFault.Silence(_endpoint, _times.Silence) : SftpFault.From(e, _endpoint);
        }
    }

    // While it is connecting, the client cannot be closed from outside: then it is closed when it has given up by itself.
    private static Task AbandonAsync(SftpClient client, Task work)
    {
        Forget(work);
        if (work.IsCompleted)
            return EndAsync(client);
        _ = work.ContinueWith(_ => EndAsync(client), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    // Its failure is of no interest any more, and must not be reported as an unobserved one.
    private static void Forget(Task work) =>
        _ = work.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private static Task<Task> EndAsync(SftpClient client)
    {
        var close = Task.Run(() =>
        {
            client.Dispose();
            foreach (var method in client.ConnectionInfo.AuthenticationMethods)
                method.Dispose();
        });
        Forget(close);
        return Task.WhenAny(close, Task.Delay(CloseTime));
    }

    private static RemoteFile Describe(ISftpFile file) => new(
        file.FullName,
        new FileStamp(file.Length, file.LastWriteTimeUtc),
        file.IsSymbolicLink ? RemoteKind.Link : file.IsDirectory ? RemoteKind.Folder : file.IsRegularFile ? RemoteKind.File : RemoteKind.Other);
}
