using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>
/// The planned changes on their way from the planner to the executor: a private file, because a first load is as large as the
/// users file and must not be held in memory.
/// </summary>
internal sealed class PlanSpool : IDisposable
{
    private readonly Stream _stream;
    private readonly BinaryWriter _writer;

    private PlanSpool(Stream stream)
    {
        _stream = stream;
        _writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>How many changes were added.</summary>
    public int Count { get; private set; }

    public static PlanSpool Create(string path) =>
        new(PrivateFile.Open(path, FileMode.Create, FileAccess.ReadWrite, 128 * 1024, FileOptions.DeleteOnClose));

    /// <summary>A spool that forgets: a preview executes nothing.</summary>
    public static PlanSpool Forgetful() => new(Stream.Null);

    public void Add(PlannedChange planned)
    {
        _writer.Write(planned.Line);
        _writer.Write(planned.Key);
        _writer.Write(planned.Fingerprint.High);
        _writer.Write(planned.Fingerprint.Low);
        _writer.Write((byte)planned.State);
        _writer.Write((byte)planned.Change.Kind);
        _writer.Write(planned.Change.Id ?? "");
        for (var i = 0; i < UserFields.Count; i++)
        {
            if (planned.Change.Values[(UserField)i] is not { } value)
                continue;
            _writer.Write((byte)i);
            _writer.Write(value);
        }

        _writer.Write(byte.MaxValue);
        _writer.Write(planned.Change.Values.CustomFields.Count);
        foreach (var field in planned.Change.Values.CustomFields)
        {
            _writer.Write(field.Key);
            _writer.Write(field.Value);
        }

        _writer.Write(planned.GivenGroups is not null);
        _writer.Write(planned.GivenGroups ?? "");
        Write(planned.Change.Groups.Remove);
        Write(planned.Change.Groups.Add);
        Count++;
    }

    /// <summary>Reads all changes in the order in which they were added. To be called when none is added any more; can be repeated.</summary>
    public IEnumerable<PlannedChange> ReadAll()
    {
        _writer.Flush();
        _stream.Position = 0;
        using var reader = new BinaryReader(_stream, Encoding.UTF8, leaveOpen: true);
        for (var i = 0; i < Count; i++)
            yield return Read(reader);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    private static PlannedChange Read(BinaryReader reader)
    {
        var line = reader.ReadInt32();
        var key = reader.ReadString();
        var fingerprint = new Hash128(reader.ReadUInt64(), reader.ReadUInt64());
        var state = (LedgerState)reader.ReadByte();
        var kind = (ChangeKind)reader.ReadByte();
        var id = reader.ReadString();
        var values = new UserValues();
        for (byte field; (field = reader.ReadByte()) != byte.MaxValue;)
            values[(UserField)field] = reader.ReadString();
        for (var left = reader.ReadInt32(); left > 0; left--)
            values.CustomFields.Add(new(reader.ReadString(), reader.ReadString()));
        var hasGroups = reader.ReadBoolean();
        var groups = reader.ReadString();
        var change = new UserChange(kind, id.Length == 0 ? null : id, values) { Groups = ReadGroups(reader) };
        return new PlannedChange(line, key, fingerprint, state, change) { GivenGroups = hasGroups ? groups : null };
    }

    private void Write(IReadOnlyList<string> ids)
    {
        _writer.Write(ids.Count);
        foreach (var id in ids)
            _writer.Write(id);
    }

    private static GroupChange ReadGroups(BinaryReader reader)
    {
        var remove = ReadIds(reader);
        var add = ReadIds(reader);
        return remove.Length == 0 && add.Length == 0 ? GroupChange.None : new GroupChange(remove, add);
    }

    private static string[] ReadIds(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        if (count == 0)
            return [];
        var ids = new string[count];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = reader.ReadString();
        return ids;
    }
}
