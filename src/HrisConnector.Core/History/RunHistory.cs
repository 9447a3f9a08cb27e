using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using HrisConnector.Core.Store;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.History;

/// <summary>The runs of a connector (behaviour.md §6): an entry from its start, so that a run that dies is not forgotten.</summary>
internal sealed class RunHistory(ConnectorStore store, string connector)
{
    /// <summary>What is said of a run whose process died.</summary>
    public const string Interrupted = "The synchronization was interrupted";

    private const string Columns =
        "id, file, status, start_date, end_date, lines, created, updated, archived, duplicate, ignored, no_groups_match, unchanged, logs, json_log, csv_log, undo_of";

    /// <summary>Where the logs are.</summary>
    public string LogFolder => Path.Combine(store.Folder, "logs");

    /// <summary>Begins an entry.</summary>
    /// <param name="file">The name of the users file.</param>
    /// <param name="startDate">When it begins.</param>
    /// <param name="undoOf">The run that it takes back; null for a synchronization.</param>
    public HrisSync Begin(string file, DateTime startDate, long? undoOf = null)
    {
        // A store that came back from a backup must not give the number of a log that is there already.
        using var command = store.Command(
            "INSERT INTO run (id, file, status, start_date, undo_of) " +
            "VALUES (MAX($logged, COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'run'), 0)) + 1, $file, $status, $start, $undoOf) RETURNING id",
            "$logged", "$file", "$status", "$start", "$undoOf");
        var id = Convert.ToInt64(
            command.Bind(RunLogs.LastNumber(LogFolder), file, (int)HrisSyncStatus.Running, Milliseconds(startDate), undoOf).ExecuteScalar(), CultureInfo.InvariantCulture);
        return new HrisSync { Id = id, Connector = connector, File = file, Status = HrisSyncStatus.Running, StartDate = startDate, UndoOf = undoOf };
    }

    /// <summary>Keeps how a run stands: what it has applied by now, or how it ended.</summary>
    public void Save(HrisSync sync)
    {
        using var command = store.Command(
            "UPDATE run SET status = $status, end_date = $end, lines = $lines, created = $created, updated = $updated, archived = $archived, " +
            "duplicate = $duplicate, ignored = $ignored, no_groups_match = $noGroups, unchanged = $unchanged, logs = $logs, json_log = $json, csv_log = $csv WHERE id = $id",
            "$status", "$end", "$lines", "$created", "$updated", "$archived", "$duplicate", "$ignored", "$noGroups", "$unchanged", "$logs", "$json", "$csv", "$id");
        command.Run(
            (int)sync.Status, sync.EndDate is { } end ? Milliseconds(end) : null, sync.Lines, sync.Created, sync.Updated, sync.Archived,
            sync.Duplicate, sync.Ignored, sync.NoGroupsMatch, sync.Unchanged, sync.Logs.Count == 0 ? null : JsonSerializer.Serialize(sync.Logs),
            Path.GetFileName(sync.JsonLogPath), Path.GetFileName(sync.CsvLogPath), sync.Id);
    }

    /// <summary>Looks for runs, newest first.</summary>
    public IEnumerable<HrisSync> Find(RunQuery query)
    {
        using var command = store.Command(
            $"SELECT {Columns} FROM run WHERE ($id IS NULL OR id = $id) AND ($status IS NULL OR status = $status) " +
            "AND ($after IS NULL OR start_date >= $after) AND ($before IS NULL OR start_date < $before) ORDER BY id DESC LIMIT $last",
            "$id", "$status", "$after", "$before", "$last");
        command.Bind(
            query.Id, (int?)query.Status, query.After is { } after ? Milliseconds(after) : null,
            query.Before is { } before ? Milliseconds(before) : null, query.Last ?? -1);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return Read(reader);
    }

    /// <summary>The number of lines of the last file of this name that was processed and not taken back; null when there was none.</summary>
    public long? LinesOfLastGood(string file)
    {
        using var command = store.Command(
            $"SELECT id, lines FROM run WHERE file = $file AND status IN ({(int)HrisSyncStatus.Success}, {(int)HrisSyncStatus.Warning}) AND undo_of IS NULL ORDER BY id DESC", "$file");
        using var reader = command.Bind(file).ExecuteReader();
        while (reader.Read())
        {
            if (!IsUndone(reader.GetInt64(0)))
                return reader.GetInt64(1);
        }

        return null;
    }

    /// <summary>Whether a run is taken back as a whole: by an undo that left nobody out, and no undo of it was taken back since then.</summary>
    public bool IsUndone(long id)
    {
        using var last = store.Command($"SELECT MAX(id) FROM run WHERE undo_of = $id AND status = {(int)HrisSyncStatus.Success}", "$id");
        if (last.Bind(id).ExecuteScalar() is not long undo)
            return false;

        // The last one may have had little to do, because another was stopped before its end: whatever part of the run is taken back can come back.
        using var broughtBack = store.Command(
            "SELECT DISTINCT part.id FROM run part JOIN run later ON later.undo_of = part.id " +
            $"WHERE part.undo_of = $id AND part.id <= $undo AND later.id > $undo AND later.status = {(int)HrisSyncStatus.Success}",
            "$id", "$undo");
        using var parts = broughtBack.Bind(id, undo).ExecuteReader();
        while (parts.Read())
        {
            if (IsUndone(parts.GetInt64(0)))
                return false;
        }

        return true;
    }

    private HrisSync Read(SqliteDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Connector = connector,
        File = reader.GetString(1),
        Status = (HrisSyncStatus)reader.GetInt32(2),
        StartDate = Time(reader.GetInt64(3)),
        EndDate = reader.IsDBNull(4) ? null : Time(reader.GetInt64(4)),
        Lines = reader.GetInt64(5),
        Created = reader.GetInt64(6),
        Updated = reader.GetInt64(7),
        Archived = reader.GetInt64(8),
        Duplicate = reader.GetInt64(9),
        Ignored = reader.GetInt64(10),
        NoGroupsMatch = reader.IsDBNull(11) ? null : reader.GetInt64(11),
        Unchanged = reader.GetInt64(12),
        Logs = reader.IsDBNull(13) ? [] : JsonSerializer.Deserialize<string[]>(reader.GetString(13))!,
        JsonLogPath = reader.IsDBNull(14) ? null : Path.Combine(LogFolder, reader.GetString(14)),
        CsvLogPath = reader.IsDBNull(15) ? null : Path.Combine(LogFolder, reader.GetString(15)),
        UndoOf = reader.IsDBNull(16) ? null : reader.GetInt64(16),
    };

    /// <summary>A time as the store keeps it.</summary>
    public static long Milliseconds(DateTime time) => new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeMilliseconds();

    private static DateTime Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime;
}
