using System;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
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
            report.Size = RequireUtf8(path, report.File, cancellationToken);
            var users = UsersFileView.Of(path, configuration, report.File);
            report.Delimiter = users.Separator.ToString();
            using var plan = Plan(users, configuration, report.File, observer, cancellationToken);
            new CsvIssues(report, configuration).Collect(users, plan, cancellationToken);
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

    [MethodImpl(HotPath.Options)]
    private static SyncPlan ReadLines(UsersFileView users, ConnectorConfiguration configuration, string fileName, ISyncObserver observer, CancellationToken cancellationToken)
    {
        var mapper = new UserMapper(configuration, users.Columns);
        var perimeter = new Perimeter(configuration, users.Columns);
        var plan = new SyncPlan(PlanSpool.Forgetful());
        using var reader = users.Open();
        while (reader.Read())
        {
            var number = plan.Lines.Count;
            ref var line = ref plan.AddLine(reader);
            if ((number & 0x3FFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                observer.Progress(fileName, "Checking lines", (int)(reader.Offset * 100 / reader.Length));
            }

            if (reader.Fault != LineFault.None)
                line.Details = LineDetails.ReadingError;
            else
                Enter(plan, number, reader, mapper, perimeter);
        }

        return plan.Lines.Count > 0 ? plan : throw new HrisException(HrisErrors.FileContainsNoData, "File contains no data", fileName);
    }

    [MethodImpl(HotPath.Options)]
    private static void Enter(SyncPlan plan, int number, CsvLineReader reader, UserMapper mapper, Perimeter perimeter)
    {
        ref var line = ref plan.Lines[number];
        mapper.Map(reader, out var mapped);
        line.UniqueId = mapped.UniqueId;
        line.Email = mapped.Email;
        line.Details = mapped.Details;
        line.Flags = mapped.Active ? LineFlags.Active : LineFlags.Known; // an inactive user may well be in the directory
        if (!mapped.UniqueId.IsNone)
            plan.AddUniqueId(number);
        if (!perimeter.Contains(reader))
        {
            line.MakeInert(LineDetails.OutsidePerimeter);
        }
        else if (mapped.Active)
        {
            line.Kind = ChangeKind.Create;
            if (!mapped.Manager.IsNone)
                plan.Managers.Add(number, mapped.Manager, exists: false);
        }
    }
}
