using System;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace HrisConnector.Core.Intake;

/// <summary>Which names are those of waiting users files, and how an archived one is named: the same in a folder and on a server (behaviour.md §2).</summary>
/// <param name="pattern">The configured name or wildcard.</param>
/// <param name="encrypted">Whether a name may end in <c>.pgp</c> or <c>.gpg</c> as well.</param>
internal sealed class FileNames(string pattern, bool encrypted)
{
    private static readonly string[] HalfUploaded = [".part", ".filepart", ".tmp", ".crdownload"];
    private static readonly string[] EncryptedEndings = [".pgp", ".gpg"];

    // Nothing else in the archive is ours to delete.
    private static readonly Regex Archived = new(@"^(\d{8}T\d{6}Z)(?:-\d+)?_", RegexOptions.CultureInvariant);

    private readonly Regex _wildcard = new(
        "^" + Regex.Escape(pattern).Replace(@"\*", ".*").Replace(@"\?", ".") + @"\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline);

    // An open ending, as the default name has it, stands for .csv and .tsv.
    private readonly bool _isOpen = pattern.EndsWith(".*", StringComparison.Ordinal);

    /// <summary>Whether a name is that of a file that somebody is still uploading.</summary>
    public static bool IsHalfUploaded(string name) =>
        name.StartsWith(".", StringComparison.Ordinal) || HalfUploaded.Any(ending => HasEnding(name, ending));

    /// <summary>Whether a waiting file of this name is to be taken.</summary>
    public bool Match(string name)
    {
        if (IsHalfUploaded(name))
            return false;
        var plain = encrypted && EncryptedEndings.Any(ending => HasEnding(name, ending)) ? name.Substring(0, name.Length - 4) : name;
        return (_wildcard.IsMatch(plain) || _wildcard.IsMatch(name)) && (!_isOpen || HasEnding(plain, ".csv") || HasEnding(plain, ".tsv"));
    }

    /// <summary>The name of an archived file: never that of another one, when the attempt is counted up as long as the name is taken.</summary>
    public static string ArchiveName(string name, DateTime startDate, int attempt) =>
        $"{startDate.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}{(attempt == 0 ? "" : "-" + attempt.ToString(CultureInfo.InvariantCulture))}_{End(name)}";

    // File systems take 255 bytes, and the time needs some of them. The end of a name says more than its beginning.
    private static string End(string name)
    {
        const int maxBytes = 220;
        var characters = name.ToCharArray();
        var start = 0;
        while (Encoding.UTF8.GetByteCount(characters, start, name.Length - start) > maxBytes)
            start += char.IsHighSurrogate(name[start]) ? 2 : 1;
        return name.Substring(start);
    }

    /// <summary>When an archived file was archived, in UTC; null for a file that is none of ours.</summary>
    public static DateTime? ArchivedAt(string name) =>
        Archived.Match(name) is { Success: true } match
        && DateTime.TryParseExact(
            match.Groups[1].Value, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    private static bool HasEnding(string name, string ending) => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
