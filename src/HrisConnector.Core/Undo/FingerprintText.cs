using System;
using System.Linq;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Undo;

/// <summary>
/// The text of which <see cref="ValuesFingerprint"/> is the hash, in one buffer that serves all users: <c>name:length:value</c> and a line feed for each
/// field. It is made for every user that a run changes. The form is kept in stores: it never changes.
/// </summary>
internal sealed class FingerprintText
{
    private const int MaxDigits = 10;
    private static readonly byte[][] FieldNames = Enumerable.Range(0, UserFields.Count).Select(field => Encoding.UTF8.GetBytes(((UserField)field).ToString())).ToArray();
    private byte[] _bytes = new byte[1024];
    private int _used;

    public void Clear() => _used = 0;

    public void Append(UserField field, string value)
    {
        var name = FieldNames[(int)field];
        Reserve(name.Length);
        name.CopyTo(_bytes, _used);
        _used += name.Length;
        AppendValue(field is UserField.UniqueId or UserField.Email or UserField.Username ? MatchKey.Fold(value) : value);
    }

    public void Append(string name, string value)
    {
        AppendText(name);
        AppendValue(value);
    }

    /// <summary>The fingerprint of what was appended.</summary>
    public long Hash() => unchecked((long)Hash128.Of(_bytes.AsSpan(0, _used)).Low);

    // Values are compared composed (behaviour.md §2); the lengths keep a value from looking like the next field.
    private void AppendValue(string value)
    {
        var composed = MatchKey.IsAscii(value) ? value : value.Normalize(NormalizationForm.FormC);
        Reserve(MaxDigits + 3);
        _bytes[_used++] = (byte)':';
        AppendNumber(composed.Length);
        _bytes[_used++] = (byte)':';
        AppendText(composed);
        Reserve(1);
        _bytes[_used++] = (byte)'\n';
    }

    private void AppendText(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        _used += Encoding.UTF8.GetBytes(text, 0, text.Length, _bytes, _used);
    }

    private void AppendNumber(int number)
    {
        if (number >= 10)
            AppendNumber(number / 10);
        _bytes[_used++] = (byte)('0' + (number % 10));
    }

    private void Reserve(int bytes)
    {
        if (bytes > _bytes.Length - _used)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + bytes));
    }
}
