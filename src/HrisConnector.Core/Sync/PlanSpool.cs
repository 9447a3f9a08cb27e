using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Store;
using HrisConnector.Core.Text;
using HrisConnector.Core.Undo;
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
        PackedValues.Write(_writer, planned.Change.Values);
        PackedValues.WriteOptional(_writer, planned.GivenGroups);
        PackedValues.Write(_writer, planned.Change.Groups.Remove);
        PackedValues.Write(_writer, planned.Change.Groups.Add);
        Write(planned.Image);
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
        var values = PackedValues.ReadValues(reader);
        var groups = PackedValues.ReadOptional(reader);
        var change = new UserChange(kind, id.Length == 0 ? null : id, values) { Groups = ReadGroups(reader) };
        return new PlannedChange(line, key, fingerprint, state, change) { GivenGroups = groups, Image = ReadImage(reader) };
    }

    private void Write(ChangeImage? image)
    {
        _writer.Write(image is not null);
        if (image is null)
            return;
        _writer.Write(image.WasKnown);
        _writer.Write(image.WasArchived);
        PackedValues.Write(_writer, image.Values);
        PackedValues.Write(_writer, image.Groups.Given);
        PackedValues.Write(_writer, image.Groups.Taken);
    }

    private static ChangeImage? ReadImage(BinaryReader reader) => reader.ReadBoolean()
        ? new ChangeImage(reader.ReadBoolean(), reader.ReadBoolean(), PackedValues.ReadValues(reader), new GroupEffect(PackedValues.ReadTexts(reader), PackedValues.ReadTexts(reader)))
        : null;

    private static GroupChange ReadGroups(BinaryReader reader)
    {
        var remove = PackedValues.ReadTexts(reader);
        var add = PackedValues.ReadTexts(reader);
        return remove.Length == 0 && add.Length == 0 ? GroupChange.None : new GroupChange(remove, add);
    }
}
