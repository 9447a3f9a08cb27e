using System;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Progress;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>A configured server: does work on connections of its own, and tries again when a connection fails (behaviour.md §3).</summary>
internal sealed class SftpServer(SftpConfiguration configuration, Func<SftpCredentials> credentials, ISyncObserver observer, SftpTimes times)
{
    /// <summary>Where it is.</summary>
    public SftpEndpoint Endpoint { get; } = new(configuration.Host, configuration.Port);

    /// <summary>Does work: three times at most, each time on a new connection and from its beginning.</summary>
    /// <param name="purpose">What it is, for the verbose stream.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="HrisException">A failure to connect or to sign in, or what the work throws.</exception>
    public async Task<T> RunAsync<T>(string purpose, Func<SftpConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var tries = times.Pauses.Count + 1;
        using var signIn = SftpSignIn.Load(Endpoint, credentials(), observer.Warn);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                observer.Verbose($"{purpose}: {Endpoint}, try {attempt} of {tries}.");
                return await OnceAsync(signIn, work, cancellationToken).ConfigureAwait(false);
            }
            catch (SftpFault fault) when (attempt < tries)
            {
                var pause = times.Pauses[attempt - 1];
                observer.Verbose($"Try {attempt} of {tries} failed: {fault.Message}. The next one begins in {pause.TotalSeconds:0.###} seconds.");
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            }
            catch (SftpFault fault)
            {
                observer.Verbose($"Try {attempt} of {tries} failed: {fault.Message}.");
                throw SftpFailure.Connection(fault, Endpoint, tries);
            }
        }
    }

    /// <summary>Does work and tries once.</summary>
    /// <exception cref="HrisException">A failure to connect or to sign in, or what the work throws.</exception>
    public async Task<T> RunOnceAsync<T>(Func<SftpConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        using var signIn = SftpSignIn.Load(Endpoint, credentials(), observer.Warn);
        try
        {
            return await OnceAsync(signIn, work, cancellationToken).ConfigureAwait(false);
        }
        catch (SftpFault fault)
        {
            throw SftpFailure.Connection(fault, Endpoint, 1);
        }
    }

    private async Task<T> OnceAsync<T>(SftpSignIn signIn, Func<SftpConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = await SftpConnection.OpenAsync(Endpoint, configuration.HostKeys, signIn, times, cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(connection).ConfigureAwait(false);
        }
        finally
        {
            await connection.CloseAsync().ConfigureAwait(false);
        }
    }
}
