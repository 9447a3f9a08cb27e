using System;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Sync;

namespace HrisConnector.FrameworkChild;

/// <summary>Synchronizations through the front door of the core.</summary>
internal static class Program
{
    /// <summary>Runs, and prints a line for each file: the status of its run, or the error id.</summary>
    /// <param name="arguments">The configuration file, and the users file if the configuration's source is not meant.</param>
    /// <returns>0 when every file was processed, 1 when a run failed, 2 when none could begin.</returns>
    private static async Task<int> Main(string[] arguments)
    {
        try
        {
            var connector = new Connector(ConnectorConfiguration.Load(arguments[0]));
            var observer = new ErrorOutput();
            var files = arguments.Length > 1
                ? [SourceFile.AtPath(arguments[1])]
                : await connector.FindSourceFilesAsync(observer, CancellationToken.None).ConfigureAwait(false);
            var code = 0;
            foreach (var file in files)
            {
                var result = await connector.SyncAsync(file, new SyncOptions(), observer, CancellationToken.None).ConfigureAwait(false);
                Console.WriteLine(result.Error?.Error.Id ?? result.Sync.Status.ToString());
                code = result.Error is null ? code : 1;
                await Console.Error.WriteLineAsync(result.Error?.ToString()).ConfigureAwait(false);
            }

            return code;
        }
        catch (HrisException e)
        {
            Console.WriteLine(e.Error.Id);
            await Console.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            return 2;
        }
    }

    private sealed class ErrorOutput : ISyncObserver
    {
        public void Progress(string activity, string status, int percent)
        {
        }

        public void Warn(string message) => Console.Error.WriteLine(message);

        public void Verbose(string message) => Console.Error.WriteLine(message);
    }
}
