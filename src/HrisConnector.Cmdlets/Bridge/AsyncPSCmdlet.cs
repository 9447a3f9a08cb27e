using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Errors;

namespace HrisConnector.Cmdlets.Bridge;

/// <summary>A cmdlet whose work runs on the thread pool while its own thread writes what the work reports: PowerShell allows
/// writing on that thread alone. A stop cancels the work and waits for it, so that it can close its files in order.</summary>
public abstract class AsyncPSCmdlet : PSCmdlet, IDisposable
{
    // A stop has to be over within two seconds, and the pipeline needs a little of it for itself.
    private static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(1800);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _giveUp = new();
    private Task _worker = Task.CompletedTask;

    /// <summary>The streams of the work that runs now; what outlives one work, such as a source, reports to those of the next.</summary>
    private protected CmdletStreams? Streams { get; private set; }

    /// <summary>Disposes what the cmdlet holds, after the work has ended.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called by PowerShell on another thread when the pipeline is stopped, for example by Ctrl-C.</summary>
    protected override void StopProcessing() => RequestStop();

    /// <summary>Lets go of what the pipeline held.</summary>
    /// <param name="disposing">False from a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            AfterWork(() =>
            {
                _stop.Dispose();
                _giveUp.Dispose();
            });
        }
    }

    /// <summary>Runs the work and writes what it reports, until it has ended. Its exception becomes a terminating error.</summary>
    /// <param name="work">Runs on the pool; writes through the streams alone.</param>
    private protected void Run(Func<CmdletStreams, CancellationToken, Task> work)
    {
        var streams = new CmdletStreams();
        Streams = streams;
        var stop = _stop.Token;
        _worker = Task.Run(async () =>
        {
            try
            {
                await work(streams, stop).ConfigureAwait(false);
            }
            finally
            {
                streams.Complete();
            }
        });

        try
        {
            WriteAll(streams);
        }
        finally
        {
            AfterWork(streams.Dispose);
        }

        if (Stopping)
        {
            // What the caller would do next is not wanted any more.
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Does something once no work runs any more: at once, or after work that outlived the stop.</summary>
    /// <param name="action">For example the disposal of what the work uses.</param>
    private protected void AfterWork(Action action)
    {
        if (_worker.IsCompleted)
        {
            action();
        }
        else
        {
            _worker = _worker.ContinueWith(_ => action(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void WriteAll(CmdletStreams streams)
    {
        try
        {
            foreach (var write in streams.Take(_giveUp.Token))
            {
                write(this);
            }
        }
        catch (OperationCanceledException) when (_giveUp.IsCancellationRequested)
        {
            // The work did not end in time after a stop. It is cancelled and goes on ending without us.
            streams.Abandon();
            return;
        }
        catch
        {
            // Writing failed: the pipeline stops (PipelineStoppedException), or a later command has enough (Select-Object
            // -First). The work must have ended before the caller's finally blocks and the next command run.
            streams.Abandon();
            RequestStop();
            WaitForWorker();
            throw;
        }

        ThrowIfFailed();
    }

    private void RequestStop()
    {
        try
        {
            _giveUp.CancelAfter(StopGrace);
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The pipeline ended while the stop was on its way.
        }
    }

    private void WaitForWorker()
    {
        try
        {
            _worker.Wait(_giveUp.Token);
        }
        catch (Exception exception) when (exception is AggregateException or OperationCanceledException)
        {
            // The exception that ends the pipeline is the one that matters.
        }
    }

    private void ThrowIfFailed()
    {
        try
        {
            _worker.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The user stopped the pipeline: no error, PowerShell knows.
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, MyInvocation.MyCommand.Name));
        }
    }
}
