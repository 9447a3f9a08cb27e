using System.Collections.Generic;
using System.IO;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Core.Users;

/// <summary>How values are written to files and to the store when nobody but us reads them. The form is kept in stores: it never changes.</summary>
internal static class PackedValues
{
    public static void Write(BinaryWriter writer, UserValues values)
    {
        for (var i = 0; i < UserFields.Count; i++)
        {
            if (values[(UserField)i] is not { } value)
                continue;
            writer.Write((byte)i);
            writer.Write(value);
        }

        writer.Write(byte.MaxValue);
        writer.Write(values.CustomFields.Count);
        foreach (var field in values.CustomFields)
        {
            writer.Write(field.Key);
            writer.Write(field.Value);
        }
    }

    public static UserValues ReadValues(BinaryReader reader)
    {
        var values = new UserValues();
        for (byte field; (field = reader.ReadByte()) != byte.MaxValue;)
            values[(UserField)field] = reader.ReadString();
        for (var left = reader.ReadInt32(); left > 0; left--)
            values.CustomFields.Add(new(reader.ReadString(), reader.ReadString()));
        return values;
    }

    public static void Write(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write(texts.Count);
        foreach (var text in texts)
            writer.Write(text);
    }

    public static string[] ReadTexts(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        if (count == 0)
            return [];
        var texts = new string[count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }

    public static void WriteOptional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    public static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;
}
