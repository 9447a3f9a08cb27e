using System.IO;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Text;
using HrisConnector.Core.Undo;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>How a planned change is written down, in the spool and in the journal.</summary>
internal static class PlannedChangeFormat
{
    public static void Write(BinaryWriter writer, PlannedChange planned)
    {
        writer.Write(planned.Line);
        writer.Write(planned.Key);
        writer.Write(planned.Fingerprint.High);
        writer.Write(planned.Fingerprint.Low);
        writer.Write((byte)planned.State);
        writer.Write((byte)planned.Change.Kind);
        writer.Write(planned.Change.Id ?? "");
        PackedValues.Write(writer, planned.Change.Values);
        PackedValues.WriteOptional(writer, planned.GivenGroups);
        PackedValues.Write(writer, planned.Change.Groups.Remove);
        PackedValues.Write(writer, planned.Change.Groups.Add);
        Write(writer, planned.Image);
    }

    public static PlannedChange Read(BinaryReader reader)
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

    private static void Write(BinaryWriter writer, ChangeImage? image)
    {
        writer.Write(image is not null);
        if (image is null)
            return;
        writer.Write(image.WasKnown);
        writer.Write(image.WasArchived);
        PackedValues.Write(writer, image.Values);
        PackedValues.Write(writer, image.Groups.Given);
        PackedValues.Write(writer, image.Groups.Taken);
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
