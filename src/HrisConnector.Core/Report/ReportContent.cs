using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Core.Report;

/// <summary>What a report says, before anybody thinks of HTML.</summary>
internal sealed record ReportContent
{
    /// <summary>So many runs are listed.</summary>
    public const int MaxRuns = 2000;

    /// <summary>The name of the connector.</summary>
    public required string Connector { get; init; }

    /// <summary>When the report was made, in UTC.</summary>
    public required DateTime MadeAt { get; init; }

    /// <summary>Whether it leaves out who the users are.</summary>
    public required bool Anonymous { get; init; }

    /// <summary>The newest run that has ended; the newest at all when none has; null when there is none.</summary>
    public required HrisSync? Last { get; init; }

    /// <summary>The newest run, when it is running and <see cref="Last"/> is an earlier one.</summary>
    public required HrisSync? Running { get; init; }

    /// <summary>The runs of the chart, oldest first.</summary>
    public required IReadOnlyList<HrisSync> Trend { get; init; }

    /// <summary>The newest runs, newest first.</summary>
    public required IReadOnlyList<HrisSync> Runs { get; init; }

    /// <summary>How many runs the history has.</summary>
    public required long RunsInAll { get; init; }

    /// <summary>The faulty lines of <see cref="Last"/>.</summary>
    public required ReportFaults Faults { get; init; }

    /// <summary>Puts a report together.</summary>
    /// <param name="history">All runs of the connector, newest first.</param>
    /// <param name="configuration">The connector.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static ReportContent Read(IEnumerable<HrisSync> history, ConnectorConfiguration configuration, ReportOptions options, CancellationToken cancellationToken)
    {
        var runs = new List<HrisSync>();
        HrisSync? ended = null;
        var count = 0L;
        foreach (var run in history)
        {
            cancellationToken.ThrowIfCancellationRequested();
            count++;
            if (run.Status != HrisSyncStatus.Running)
                ended ??= run;
            if (runs.Count < Math.Max(MaxRuns, options.Last))
                runs.Add(run);
        }

        var last = ended ?? runs.FirstOrDefault();
        return new ReportContent
        {
            Connector = configuration.Connector,
            MadeAt = DateTime.UtcNow,
            Anonymous = options.Anonymous,
            Last = last,
            Running = runs.FirstOrDefault() is { Status: HrisSyncStatus.Running } newest && newest != last ? newest : null,
            Trend = [.. runs.Take(options.Last).Reverse()],
            Runs = [.. runs.Take(MaxRuns)],
            RunsInAll = count,
            Faults = last is null ? ReportFaults.None() : LoggedFaults.Read(last, configuration, options.Anonymous, cancellationToken),
        };
    }
}
