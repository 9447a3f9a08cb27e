using System;
using System.Threading;
using HrisConnector.Core;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Sync;

namespace HrisConnector.CrashChild;

/// <summary>One synchronization in a process of its own, through the front door of the core, to be killed or hindered from outside.</summary>
internal static class Program
{
    /// <summary>Runs. Prints the status of the run, or the error id, in one line.</summary>
    /// <param name="arguments">The configuration file and the users file.</param>
    /// <returns>0 when the file was processed, 1 when the run failed, 2 when it could not begin.</returns>
    private static int Main(string[] arguments)
    {
        try
        {
            var connector = new Connector(ConnectorConfiguration.Load(arguments[0]));
            var result = connector.SyncAsync(SourceFile.AtPath(arguments[1]), new SyncOptions(), new SilentObserver(), CancellationToken.None).GetAwaiter().GetResult();
            Console.WriteLine(result.Error is { } error ? error.Error.Id : result.Sync.Status.ToString());
            return result.Error is null ? 0 : 1;
        }
        catch (HrisException e)
        {
            Console.WriteLine(e.Error.Id);
            return 2;
        }
    }

    private sealed class SilentObserver : ISyncObserver
    {
        public void Progress(string activity, string status, int percent)
        {
        }

        public void Warn(string message)
        {
        }

        public void Verbose(string message)
        {
        }
    }
}
