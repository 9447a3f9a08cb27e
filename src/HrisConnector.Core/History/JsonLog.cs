using System;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.History;

/// <summary>The JSON log (behaviour.md §6): exact names, order and dates. The lists stream from the file to the disk.</summary>
internal static class JsonLog
{
    // Names stay readable; the log is a file, not a part of a web page.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the log of a run that processed its file.</summary>
    public static void Write(HrisSync sync, SyncPlan plan, UsersFileView users, string destination) =>
        Write(sync, destination, (json, name, ofList) => WriteUsers(json, name, ofList, plan, users));

    /// <summary>Writes the log of a run that failed: its reasons and empty lists.</summary>
    public static void WriteFailure(HrisSync sync, string destination) => Write(sync, destination, (json, name, _) =>
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    });

    private static void Write(HrisSync sync, string destination, Action<Utf8JsonWriter, string, LineFilter> writeList)
    {
        using var file = PrivateFile.Open(destination, FileMode.Create, FileAccess.Write, 64 * 1024);
        using var json = new Utf8JsonWriter(file, Options);
        json.WriteStartObject();
        json.WriteString("startDate", Date(sync.StartDate));
        json.WriteString("endDate", Date(sync.EndDate ?? sync.StartDate));
        json.WriteString("status", sync.Status.ToString().ToLowerInvariant());
        if (sync.Status == HrisSyncStatus.Error)
        {
            json.WriteStartArray("logs");
            foreach (var reason in sync.Logs)
                json.WriteStringValue(reason);
            json.WriteEndArray();
        }

        json.WriteNumber("numberOfCreatedUsers", sync.Created);
        json.WriteNumber("numberOfUpdatedUsers", sync.Updated);
        json.WriteNumber("numberOfArchivedUsers", sync.Archived);
        json.WriteNumber("numberOfDuplicateUsers", sync.Duplicate);
        json.WriteNumber("numberOfIgnoredUsers", sync.Ignored);
        if (sync.NoGroupsMatch is { } noGroupsMatch)
            json.WriteNumber("numberOfNoGroupsMatchUsers", noGroupsMatch);
        writeList(json, "duplicateUsers", (in line) => LineOutcome.StatusOf(line) == HrisImportStatus.DuplicateUser);
        writeList(json, "ignoredUsers", IsIgnored);
        if (sync.NoGroupsMatch is not null)
            writeList(json, "noGroupsMatchUsers", (in line) => LineOutcome.IsWithoutGroups(line));
        json.WriteEndObject();
    }

    private static bool IsIgnored(in LinePlan line) => LineOutcome.StatusOf(line) switch
    {
        HrisImportStatus.Error or HrisImportStatus.InvalidUser or HrisImportStatus.CreationIssue => true,
        HrisImportStatus.NoActionDone => (line.Details & (LineDetails.OutsidePerimeter | LineDetails.NotTakenBack)) != 0,
        _ => false,
    };

    private static void WriteUsers(Utf8JsonWriter json, string name, LineFilter isOfList, SyncPlan plan, UsersFileView users)
    {
        json.WriteStartArray(name);
        foreach (var (number, reader) in PlannedLines.Find(plan, users, isOfList))
        {
            WriteUser(json, plan, number, reader, users.Columns);
            if (json.BytesPending > 32 * 1024)
                json.Flush();
        }

        json.WriteEndArray();
    }

    private static void WriteUser(Utf8JsonWriter json, SyncPlan plan, int number, CsvLineReader reader, ColumnMap columns)
    {
        var id = Value(UserField.UniqueId);
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("email", Value(UserField.Email));
        json.WriteString("firstName", Value(UserField.FirstName));
        json.WriteString("lastName", Value(UserField.LastName));
        json.WriteString("errorMessage", OutcomeText.Message(plan, number, id, reader.FaultReason));
        json.WriteEndObject();

        string Value(UserField field) => reader.Fault == LineFault.None ? Utf8Text.Decode(Utf8Text.Trim(reader.Field(columns[field]))) : "";
    }

    private static string Date(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
