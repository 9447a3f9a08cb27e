using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>
/// Line → user (behaviour.md §2 and §4). <see cref="Map"/> is for every line and makes no strings; <see cref="Read"/> is for the
/// few lines that say something new.
/// </summary>
internal sealed class UserMapper
{
    // To be raised when the same file would be applied otherwise than before: then every fingerprint differs once.
    private const int Version = 1;
    private const int LanguageBits = 6;

    private readonly ColumnMap _columns;
    private readonly bool _keepBlankCells;
    private readonly byte[][] _active;
    private readonly byte[][] _inactive;
    private readonly CustomFieldColumn[] _customFields;
    private readonly int[] _mapped; // the columns that make the fingerprint
    private readonly (ulong Tag, bool Known)[] _languages = new (ulong, bool)[1 << LanguageBits]; // those seen last: a file has few
    private readonly int _prefix;
    private byte[] _values = new byte[4096];

    public UserMapper(ConnectorConfiguration configuration, ColumnMap columns)
    {
        _columns = columns;
        _keepBlankCells = configuration.KeepBlankCells;
        _active = configuration.ActiveWords.Select(Encoding.UTF8.GetBytes).ToArray();
        _inactive = configuration.InactiveWords.Select(Encoding.UTF8.GetBytes).ToArray();
        _customFields = configuration.CustomFields
            .Select((field, index) => new CustomFieldColumn(field, columns.CustomFields[index]))
            .Where(field => field.Column >= 0)
            .ToArray();
        _mapped = Enumerable.Range(0, UserFields.Count).Where(field => field != (int)UserField.Status).Select(field => columns[(UserField)field])
            .Concat(_customFields.Select(field => field.Column))
            .Where(column => column >= 0)
            .ToArray();
        Signature(configuration, columns).ToArray().CopyTo(_values, 0);
        _prefix = Hash128.Size;
    }

    /// <summary>Maps the current line.</summary>
    [MethodImpl(HotPath.Options)]
    public void Map(CsvLineReader line, ref LineFacts mapped)
    {
        var uniqueId = Value(line, UserField.UniqueId);
        var email = Value(line, UserField.Email);
        var status = Value(line, UserField.Status);
        mapped.UniqueId = MatchKey.HashOf(uniqueId);
        mapped.Email = MatchKey.HashOf(email);
        mapped.Active = Is(_active, status);
        var inactive = !mapped.Active && Is(_inactive, status);

        var details = LineDetails.None;
        if (uniqueId.IsEmpty)
            details |= LineDetails.UserWithoutExternalId;
        if (!mapped.Active && !inactive)
            details |= LineDetails.UserWithoutStatus;
        if (!inactive)
            details |= FaultsOfActive(line, email);
        mapped.Details = details;

        if (_columns[UserField.ManagerId] >= 0)
            mapped.Manager = MatchKey.HashOf(Value(line, UserField.ManagerId));
    }

    /// <summary>The fingerprint of the current line: the same as long as the file asks the same for this user in the same way.</summary>
    [MethodImpl(HotPath.Options)]
    public Hash128 FingerprintOf(CsvLineReader line)
    {
        var used = _prefix;
        foreach (var column in _mapped)
        {
            var value = Utf8Text.Trim(line.Field(column));
            if (used + sizeof(int) + value.Length > _values.Length)
                Array.Resize(ref _values, Math.Max(_values.Length * 2, used + sizeof(int) + value.Length));
            BinaryPrimitives.WriteInt32LittleEndian(_values.AsSpan(used), value.Length);
            value.CopyTo(_values.AsSpan(used + sizeof(int)));
            used += sizeof(int) + value.Length;
        }

        return Hash128.Of(_values.AsSpan(0, used));
    }

    /// <summary>The values that the current line asks for. A value with a fault is left out: it changes nothing.</summary>
    public UserValues Read(CsvLineReader line)
    {
        var values = new UserValues();
        for (var i = 0; i < UserFields.Count; i++)
        {
            var field = (UserField)i;
            if (field == UserField.Status || _columns[field] < 0)
                continue;
            var text = Utf8Text.Decode(Value(line, field));
            if (field == UserField.Language)
                text = text.Length == 0 ? "" : Languages.Find(text) ?? "";
            // A blank language means "as it is", and a blank required field stands only on an inactive line, which changes no field.
            var keepsWhenBlank = _keepBlankCells || field == UserField.Language || i < UserFields.RequiredCount;
            values[field] = text.Length == 0 && keepsWhenBlank ? null : text;
        }

        foreach (var field in _customFields)
        {
            var value = Utf8Text.Trim(line.Field(field.Column));
            if (value.IsEmpty)
            {
                if (!_keepBlankCells)
                    values.CustomFields.Add(new(field.Name, ""));
            }
            else if (field.FaultOf(value) == LineDetails.None)
            {
                values.CustomFields.Add(new(field.Name, field.Normalize(value)!));
            }
        }

        return values;
    }

    /// <summary>The faults of the current line's custom fields, one by one with their columns.</summary>
    public List<(int Column, LineDetails Fault)> CustomFieldFaults(CsvLineReader line)
    {
        var faults = new List<(int Column, LineDetails Fault)>();
        foreach (var field in _customFields)
        {
            var value = Utf8Text.Trim(line.Field(field.Column));
            if (!value.IsEmpty && field.FaultOf(value) is var fault and not LineDetails.None)
                faults.Add((field.Column, fault));
        }

        return faults;
    }

    /// <summary>A trimmed field of the current line; empty when the file lacks the column.</summary>
    [MethodImpl(HotPath.Options)]
    public ReadOnlySpan<byte> Value(CsvLineReader line, UserField field)
    {
        var column = _columns[field];
        return column < 0 ? default : Utf8Text.Trim(line.Field(column));
    }

    [MethodImpl(HotPath.Options)]
    private LineDetails FaultsOfActive(CsvLineReader line, ReadOnlySpan<byte> email)
    {
        var details = LineDetails.None;
        var noFirstName = Value(line, UserField.FirstName).IsEmpty;
        var noLastName = Value(line, UserField.LastName).IsEmpty;
        if (noFirstName || noLastName)
        {
            details |= !noLastName ? LineDetails.UserWithoutFirstName
                : !noFirstName ? LineDetails.UserWithoutLastName
                : LineDetails.UserWithoutName;
        }

        if (email.IsEmpty)
            details |= LineDetails.UserWithoutMail;
        else if (!EmailAddress.IsPlausible(email))
            details |= LineDetails.InvalidEmails;
        if (!IsLanguage(Value(line, UserField.Language)))
            details |= LineDetails.LanguageNotSupported;
        foreach (var field in _customFields)
        {
            var value = Utf8Text.Trim(line.Field(field.Column));
            if (!value.IsEmpty)
                details |= field.FaultOf(value);
        }

        return details;
    }

    [MethodImpl(HotPath.Options)]
    private bool IsLanguage(ReadOnlySpan<byte> tag)
    {
        if (tag.IsEmpty)
            return true;
        if (tag.Length > sizeof(ulong))
            return Languages.Find(Utf8Text.Decode(tag)) is not null;
        var key = 0UL;
        foreach (var b in tag)
            key = (key << 8) | b;
        ref var seen = ref _languages[unchecked(key * 0x9E3779B97F4A7C15) >> (64 - LanguageBits)]; // Fibonacci hashing
        if (seen.Tag != key)
            seen = (key, Languages.Find(Utf8Text.Decode(tag)) is not null);
        return seen.Known;
    }

    [MethodImpl(HotPath.Options)]
    private static bool Is(byte[][] words, ReadOnlySpan<byte> value)
    {
        foreach (var word in words)
        {
            if (Utf8Text.EqualsIgnoreAsciiCase(word, value))
                return true;
        }

        return HasNonAscii(value) && words.Any(Contains(Utf8Text.Decode(value)));
    }

    private static Func<byte[], bool> Contains(string value) =>
        word => string.Equals(Encoding.UTF8.GetString(word), value, StringComparison.OrdinalIgnoreCase);

    private static bool HasNonAscii(ReadOnlySpan<byte> value)
    {
        foreach (var b in value)
        {
            if (b >= 0x80)
                return true;
        }

        return false;
    }

    // Everything that decides what a line's text means, so that a changed configuration looks at every user once more.
    private static Hash128 Signature(ConnectorConfiguration configuration, ColumnMap columns)
    {
        var text = new StringBuilder().Append(Version).Append('|').Append(configuration.KeepBlankCells).Append('|');
        for (var i = 0; i < UserFields.Count; i++)
            text.Append(columns[(UserField)i] >= 0 ? '1' : '0');
        for (var i = 0; i < configuration.CustomFields.Count; i++)
        {
            var field = configuration.CustomFields[i];
            text.Append('\n').Append(field.Name).Append('\t').Append(columns.CustomFields[i] >= 0).Append('\t').Append(field.Type)
                .Append('\t').Append(string.Join("\u0001", field.AuthorizedValues)).Append('\t').Append(string.Join("\u0001", field.Formats));
        }

        return Hash128.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
