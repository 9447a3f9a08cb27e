using System;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HrisConnector.Core.Notices;

/// <summary>Makes values that others chose fit for a message: one line, of a sane length, without what a mail program would obey.</summary>
internal static class NoticeText
{
    private const int MaxId = 64;
    private const char Replacement = '\uFFFD';

    private static readonly Regex Code = new(@"^[A-Za-z0-9_.-]{1,60}\z", RegexOptions.CultureInvariant);

    /// <summary>A value on one line. Line breaks become spaces; control characters, marks that turn the direction of writing, and
    /// what is no character at all become U+FFFD. What is too long ends in an ellipsis.</summary>
    public static string Line(string value, int maxLength)
    {
        var text = new StringBuilder(Math.Min(value.Length, maxLength));
        for (var i = 0; i < value.Length; i++)
        {
            var isPair = char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (text.Length + (isPair ? 2 : 1) > maxLength)
                return Shortened(text, maxLength);
            if (isPair)
                text.Append(value[i]).Append(value[++i]);
            else
                text.Append(Shown(value[i]));
        }

        return text.ToString();
    }

    /// <summary>A unique identifier. One that is an e-mail address is not shown: a message holds no user's address, and the line says who it is.</summary>
    public static string Id(string uniqueId) => uniqueId.IndexOf('@') >= 0 ? "(an e-mail address)" : Line(uniqueId, MaxId);

    /// <summary>What the directory said of a line in its own words: its code alone, if there is one. The sentence behind it may name the user.</summary>
    public static string DirectoryWords(string words)
    {
        const string more = "the logs say more";
        var code = words.Split(':', ';')[0];
        return Code.IsMatch(code) ? $"{code}, {more}" : more;
    }

    /// <summary>Words as the beginning of a sentence.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words.Substring(1);

    /// <summary>A number of things.</summary>
    public static string Number(long count, string one, string many) => string.Format(CultureInfo.InvariantCulture, "{0} {1}", count, count == 1 ? one : many);

    private static char Shown(char c) => c switch
    {
        '\r' or '\n' or '\t' or '\u0085' or '\u2028' or '\u2029' => ' ',
        '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => Replacement,
        '\uFEFF' or '\uFFFE' or '\uFFFF' => Replacement,
        _ => char.IsControl(c) || char.IsSurrogate(c) ? Replacement : c,
    };

    private static string Shortened(StringBuilder text, int maxLength)
    {
        text.Length = Math.Min(text.Length, maxLength - 1);
        if (char.IsHighSurrogate(text[text.Length - 1]))
            text.Length--;
        return text.Append('\u2026').ToString();
    }
}
