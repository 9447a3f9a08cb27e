using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Check;

/// <summary>Turns what was found out about the lines of a file into the issues of a report, in the order of the lines.</summary>
internal sealed class CsvIssues(HrisCsvReport report, ConnectorConfiguration configuration)
{
    private static readonly Dictionary<LineDetails, UserField> Fields = new()
    {
        [LineDetails.UserWithoutExternalId] = UserField.UniqueId,
        [LineDetails.UserAlreadyExists] = UserField.UniqueId,
        [LineDetails.UserWithoutName] = UserField.LastName,
        [LineDetails.UserWithoutFirstName] = UserField.FirstName,
        [LineDetails.UserWithoutLastName] = UserField.LastName,
        [LineDetails.UserWithoutMail] = UserField.Email,
        [LineDetails.InvalidEmails] = UserField.Email,
        [LineDetails.EmailUsedInCompany] = UserField.Email,
        [LineDetails.EmailUsedTooManyTimes] = UserField.Email,
        [LineDetails.UserWithoutStatus] = UserField.Status,
        [LineDetails.LanguageNotSupported] = UserField.Language,
        [LineDetails.ManagerNotFound] = UserField.ManagerId,
    };

    private readonly List<HrisCsvIssue> _issues = [];

    public void Collect(UsersFileView users, SyncPlan plan, CancellationToken cancellationToken)
    {
        foreach (var header in users.Columns.Unknown)
            Add(null, header, null, HrisIssueSeverity.Information, "unknownColumn", $"The column '{Printable.Of(header)}' feeds no field; it is ignored and kept in the CSV log");
        report.Lines = plan.Lines.Count;
        report.Invalid = PlannedLines.Count(plan, (in line) => line.Fails);
        report.Active = PlannedLines.Count(plan, (in line) => !line.Fails && line.Has(LineFlags.Active));
        report.Inactive = report.Lines - report.Invalid - report.Active;
        CollectLines(users, plan, cancellationToken);
        report.Issues = _issues;
    }

    private void CollectLines(UsersFileView users, SyncPlan plan, CancellationToken cancellationToken)
    {
        var mapper = new UserMapper(configuration, users.Columns);
        foreach (var (number, reader) in PlannedLines.Find(plan, users, (in line) => line.Details != LineDetails.None))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Fault != LineFault.None)
                Add(reader.LineNumber, null, null, HrisIssueSeverity.Error, "readingError", OutcomeText.Detail(LineDetails.ReadingError, reader.FaultReason));
            else
                CollectLine(reader, mapper, users.Columns, plan, number);
        }
    }

    private void CollectLine(CsvLineReader reader, UserMapper mapper, ColumnMap columns, SyncPlan plan, int number)
    {
        var line = plan.Lines[number];
        var uniqueId = Utf8Text.Decode(mapper.Value(reader, UserField.UniqueId));
        var named = uniqueId.Length == 0 ? null : uniqueId;
        foreach (var (column, fault) in mapper.CustomFieldFaults(reader).Where(_ => (line.Details & LineDetails.CustomFields) != 0))
        {
            Add(reader.LineNumber, columns.Headers[column], named, HrisIssueSeverity.Warning, Code(fault), OutcomeText.Of(fault).First().Sentence);
        }

        foreach (var detail in OutcomeText.Of(line.Details & ~LineDetails.CustomFields).Select(words => words.Detail))
        {
            var column = Fields.TryGetValue(detail, out var field) ? configuration.Columns[(int)field] : null;
            Add(reader.LineNumber, column, named, SeverityOf(detail), Code(detail), OutcomeText.Message(plan, number, detail, uniqueId));
        }
    }

    private static HrisIssueSeverity SeverityOf(LineDetails detail) =>
        (detail & LineDetails.Fatal) != 0 ? HrisIssueSeverity.Error
        : detail == LineDetails.OutsidePerimeter ? HrisIssueSeverity.Information
        : HrisIssueSeverity.Warning;

    private static string Code(LineDetails detail)
    {
        var name = detail.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    private void Add(long? line, string? column, string? uniqueId, HrisIssueSeverity severity, string code, string message)
    {
        if (severity == HrisIssueSeverity.Error)
            report.Errors++;
        else if (severity == HrisIssueSeverity.Warning)
            report.Warnings++;
        if (_issues.Count < CsvCheck.MaxIssues)
            _issues.Add(new HrisCsvIssue { Line = line, Column = column, UniqueId = uniqueId, Severity = severity, Code = code, Message = message });
        else
            report.IssuesOmitted++;
    }
}
