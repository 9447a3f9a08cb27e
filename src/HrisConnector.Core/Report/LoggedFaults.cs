using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.History;
using HrisConnector.Core.Notices;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Report;

/// <summary>
/// Finds the faulty lines of a run in its logs. The CSV log has them all with their numbers; the JSON log has, in the same order, who they are and
/// which other line or user is concerned. Whoever is in the CSV log alone is read by the columns of the configuration.
/// </summary>
internal sealed class LoggedFaults : IDisposable
{
    private const int MaxValue = 200; // characters; a cell may have a megabyte

    private readonly Dictionary<string, ReportCause> _causes = new(StringComparer.Ordinal);
    private readonly ReportCause _unreadable = ReportCause.Unreadable();
    private readonly ReportCause _unknown = ReportCause.Unknown();
    private readonly bool _anonymous;
    private readonly CsvLogReader _csv;
    private readonly ColumnMap _columns;
    private readonly JsonLogList? _duplicates;
    private readonly JsonLogList? _ignored;
    private readonly JsonLogList? _noGroups;

    private LoggedFaults(HrisSync run, ConnectorConfiguration configuration, bool anonymous)
    {
        // What the platform says in words of its own has none here; of two causes with one word the first is the common one.
        foreach (var words in OutcomeText.All.Where(words => words.Word.Length > 0 && !_causes.ContainsKey(words.Word)))
            _causes[words.Word] = ReportCause.Of(words);
        _anonymous = anonymous;
        _csv = new CsvLogReader(run.CsvLogPath!);
        _columns = ColumnMap.Of(_csv.Headers, configuration);
        if (anonymous)
            return;
        _duplicates = Open(run, "duplicateUsers");
        _ignored = Open(run, "ignoredUsers");
        _noGroups = Open(run, "noGroupsMatchUsers");
    }

    /// <summary>Reads the logs of a run that has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="configuration">Which header is which field.</param>
    /// <param name="anonymous">Whether to leave out who the users are.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static ReportFaults Read(HrisSync run, ConnectorConfiguration configuration, bool anonymous, CancellationToken cancellationToken)
    {
        if (run.Status is HrisSyncStatus.Error or HrisSyncStatus.Running)
            return ReportFaults.None();
        if (run.CsvLogPath is null)
            return ReportFaults.None("The logs of this synchronization are missing: they were deleted by age.");
        try
        {
            using var faults = new LoggedFaults(run, configuration, anonymous);
            return faults.Read(run.Lines, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return ReportFaults.None("The CSV log of this synchronization is damaged: it does not begin as a log does.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReportFaults.None("The CSV log of this synchronization is missing, or it cannot be read by this account.");
        }
    }

    public void Dispose()
    {
        _csv.Dispose();
        _duplicates?.Dispose();
        _ignored?.Dispose();
        _noGroups?.Dispose();
    }

    private static JsonLogList? Open(HrisSync run, string list)
    {
        try
        {
            return run.JsonLogPath is { } path ? new JsonLogList(path, list) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // the CSV log says most of it
        }
    }

    private ReportFaults Read(long linesOfRun, CancellationToken cancellationToken)
    {
        var (lines, faulty) = (0L, 0L);
        while (_csv.Read())
        {
            if ((lines++ & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (Enum.TryParse<HrisImportStatus>(_csv.Status, out var status) && _csv.Detail.Length > 0 && Take(status))
                faulty++;
        }

        return ReportFaults.Of([_unreadable, .. _causes.Values, _unknown], faulty, lines == linesOfRun ? null
            : $"The CSV log of this synchronization is damaged: it has {ReportText.Number(lines)} of {ReportText.Number(linesOfRun)} lines.");
    }

    // True when the line has a fault.
    private bool Take(HrisImportStatus status)
    {
        var causes = CausesOf(_csv.Detail);
        var user = LoggedUserOf(status, causes);
        var isFaulty = false;
        foreach (var cause in causes)
        {
            isFaulty |= cause.IsFault;
            if (cause.Take())
                cause.Add(FaultOf(status, cause, causes.Count, user));
        }

        return isFaulty;
    }

    private List<ReportCause> CausesOf(string detail)
    {
        if (detail.StartsWith(OutcomeText.ReadingWord, StringComparison.Ordinal))
            return [_unreadable];
        var causes = new List<ReportCause>();
        foreach (var word in detail.Split([';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var cause = _causes.TryGetValue(word.Trim(), out var known) ? known : _unknown;
            if (!causes.Contains(cause))
                causes.Add(cause);
        }

        return causes;
    }

    // The lists of the JSON log stand in the order of the file: each line takes the next entry of the lists that it is on (see JsonLog).
    private LoggedUser? LoggedUserOf(HrisImportStatus status, List<ReportCause> causes)
    {
        var isOnIgnored = status is HrisImportStatus.Error or HrisImportStatus.InvalidUser or HrisImportStatus.CreationIssue
            || (status == HrisImportStatus.NoActionDone && causes.Exists(IsIgnoring));
        var isOnNoGroups = status is not (HrisImportStatus.Error or HrisImportStatus.InvalidUser or HrisImportStatus.CreationIssue or HrisImportStatus.DuplicateUser)
            && causes.Contains(CauseOf(LineDetails.NoGroupsMatch));
        var noGroups = isOnNoGroups ? _noGroups?.Next() : null;
        return status == HrisImportStatus.DuplicateUser ? _duplicates?.Next() : isOnIgnored ? _ignored?.Next() ?? noGroups : noGroups;
    }

    private bool IsIgnoring(ReportCause cause) => cause == CauseOf(LineDetails.OutsidePerimeter)
        || cause == CauseOf(LineDetails.ChangedSince) || cause == CauseOf(LineDetails.NoLongerThere);

    private ReportCause CauseOf(LineDetails detail)
    {
        foreach (var words in OutcomeText.Of(detail))
            return _causes.TryGetValue(words.Word, out var cause) ? cause : _unknown;
        return _unknown;
    }

    private ReportFault FaultOf(HrisImportStatus status, ReportCause cause, int causes, LoggedUser? user)
    {
        var note = cause == _unreadable ? ReadingNote(_csv.Detail) : "";
        if (_anonymous)
            return new ReportFault(_csv.LineNumber, status.ToString(), "", "", "", note);
        user ??= new LoggedUser(Cell(UserField.UniqueId), Cell(UserField.Email), Cell(UserField.FirstName), Cell(UserField.LastName), "");
        if (cause == _unknown)
            note = _csv.Detail;
        else if (cause != _unreadable)
            note = NoteOf(user.Message, cause, causes);
        return new ReportFault(
            _csv.LineNumber, status.ToString(), Fit(user.Id), Fit($"{user.FirstName} {user.LastName}".Trim()), Fit(user.Email), NoticeText.Line(note, MaxValue * 2));
    }

    // Of a message about this cause alone: what it says beyond the sentence that stands above the list anyway.
    private static string NoteOf(string message, ReportCause cause, int causes) =>
        causes > 1 || !message.StartsWith(cause.Sentence, StringComparison.Ordinal) ? message
        : message.Substring(cause.Sentence.Length).Trim() is ['(', .., ')'] concerned ? concerned.Substring(1, concerned.Length - 2)
        : "";

    private static string ReadingNote(string detail) =>
        NoticeText.Line(detail.Length > OutcomeText.ReadingWord.Length + 2 ? detail.Substring(OutcomeText.ReadingWord.Length + 2) : "", MaxValue);

    private string Cell(UserField field) => _csv.Cell(_columns[field]);

    private static string Fit(string value) => NoticeText.Line(value, MaxValue);
}
