using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Check;

/// <summary>Checks a users file before anyone uploads it: everything that a synchronization would refuse, without store and directory.</summary>
public static class CsvCheck
{
    /// <summary>So many issues are kept in a report; the counts go on.</summary>
    public const int MaxIssues = 10_000;

    /// <summary>Checks a file.</summary>
    /// <param name="path">The full path of the file.</param>
    /// <param name="configuration">The columns, custom fields and words that it is checked against.</param>
    /// <param name="observer">Told of the progress.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The report. A file that could not be processed at all is a report with one issue, whose code is the error id.</returns>
    /// <exception cref="HrisException">There is nothing to check: <see cref="HrisErrors.SourceNotFound"/>, <see cref="HrisErrors.SourceNotAFile"/>
    /// or <see cref="HrisErrors.SourceUnreadable"/>.</exception>
    public static HrisCsvReport Check(string path, ConnectorConfiguration configuration, ISyncObserver observer, CancellationToken cancellationToken)
    {
        if (configuration is null)
            throw new ArgumentNullException(nameof(configuration));
        if (observer is null)
            throw new ArgumentNullException(nameof(observer));
        LocalFiles.Require(path);
        return Check(path, Path.GetFileName(path), path, configuration, observer, cancellationToken);
    }

    /// <summary>Checks a file that is shown under another name than the one it has here.</summary>
    internal static HrisCsvReport Check(
        string path, string name, string shownPath, ConnectorConfiguration configuration, ISyncObserver observer, CancellationToken cancellationToken)
    {
        var report = new HrisCsvReport { File = name, Path = shownPath };
        try
        {
            var before = FileStamp.Of(path);
            IncomingFile.RequireContent(before, report.File);
            var encoding = Task.Run(() => RequireUtf8(path, report.File, cancellationToken), CancellationToken.None);
            try
            {
                Check(path, report, configuration, observer, cancellationToken);
            }
            finally
            {
                // Says first what is wrong with the file: its lines mean nothing when they are not UTF-8.
                report.Size = encoding.GetAwaiter().GetResult();
            }

            if (FileStamp.Of(path) != before)
                throw new HrisException(HrisErrors.SourceChanging, $"The users file {report.File} changed while it was being read", path);
        }
        catch (HrisException e)
        {
            return Failed(name, shownPath, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IncomingFile.Unreadable(path, e);
        }

        report.IsValid = report.Errors == 0;
        return report;
    }

    private static void Check(string path, HrisCsvReport report, ConnectorConfiguration configuration, ISyncObserver observer, CancellationToken cancellationToken)
    {
        var users = UsersFileView.Of(path, configuration, report.File);
        report.Delimiter = users.Separator.ToString();
        using var plan = Plan(users, configuration, report.File, observer, cancellationToken);
        new CsvIssues(report, configuration).Collect(users, plan, cancellationToken);
    }

    /// <summary>The report of a file that could not be processed at all.</summary>
    internal static HrisCsvReport Failed(string name, string path, HrisException failure) => new()
    {
        File = name,
        Path = path,
        Errors = 1,
        Issues = [new HrisCsvIssue { Severity = HrisIssueSeverity.Error, Code = failure.Error.Id, Message = $"{failure.Message.TrimEnd('.')}. {failure.Error.Hint}" }],
    };

    /// <summary>Looks at the encoding of a whole file.</summary>
    /// <returns>Its size.</returns>
    /// <exception cref="HrisException">The failures of behaviour.md §3 that are the encoding's.</exception>
    internal static long RequireUtf8(string path, string fileName, CancellationToken cancellationToken)
    {
        IncomingFile.RequireContent(FileStamp.Of(path), fileName);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        var size = stream.Length;
        Utf8FileCheck.Run(stream, copy: null, fileName, cancellationToken);
        return size;
    }

    /// <summary>The plan of a synchronization into an empty directory: there every line that can be applied is.</summary>
    internal static SyncPlan Plan(UsersFileView users, ConnectorConfiguration configuration, string fileName, ISyncObserver observer, CancellationToken cancellationToken)
    {
        var plan = ReadLines(users, configuration, fileName, observer, cancellationToken);
        EmailConflicts.Resolve(plan, configuration.SharedEmails);
        plan.Managers.Resolve(plan);
        return plan;
    }

    private static SyncPlan ReadLines(UsersFileView users, ConnectorConfiguration configuration, string fileName, ISyncObserver observer, CancellationToken cancellationToken)
    {
        var plan = new SyncPlan(PlanSpool.Forgetful());
        var blocks = users.Blocks(() => new LineMapping(configuration, users.Columns));
        foreach (var block in blocks.Read(cancellationToken))
        {
            if (plan.Lines.Count == 0)
                plan.Expect(blocks.LinesLike(block), known: 0);
            _ = Prepare(plan, block);
            Enter(plan, block);
            observer.Progress(fileName, "Checking lines", (int)(block.End * 100 / blocks.Length));
        }

        return plan.Lines.Count > 0 ? plan : throw new HrisException(HrisErrors.FileContainsNoData, "File contains no data", fileName);
    }

    [MethodImpl(HotPath.Options)]
    private static ulong Prepare(SyncPlan plan, LineBlock<LineFacts> block)
    {
        var touched = 0UL;
        for (var i = 0; i < block.Count; i++)
            touched += plan.Touch(block[i].UniqueId) + plan.TouchEmail(block[i].Email);
        return touched;
    }

    [MethodImpl(HotPath.Options)]
    private static void Enter(SyncPlan plan, LineBlock<LineFacts> block)
    {
        for (var i = 0; i < block.Count; i++)
            Enter(plan, block[i], block.LinesBefore);
    }

    [MethodImpl(HotPath.Options)]
    private static void Enter(SyncPlan plan, in LineFacts facts, long linesBefore)
    {
        var number = plan.Lines.Count;
        ref var line = ref plan.AddLine(facts, linesBefore);
        if (facts.Fault != LineFault.None)
            return;
        line.Flags = facts.Active ? LineFlags.Active : LineFlags.Known; // an inactive user may well be in the directory
        if (!facts.UniqueId.IsNone)
            plan.AddUniqueId(number);
        if (!facts.Inside)
        {
            line.MakeInert(LineDetails.OutsidePerimeter);
        }
        else if (facts.Protected)
        {
            line.Flags |= LineFlags.Known; // an administrator of the directory, say
            line.MakeInert(LineDetails.None);
        }
        else if (facts.Active)
        {
            line.Kind = ChangeKind.Create;
            plan.AddEmail(facts.Email);
            if (!facts.Manager.IsNone)
                plan.Managers.Add(number, facts.Manager, exists: false);
        }
    }
}
