using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace HrisConnector.Core.Configuration;

/// <summary>Reads where the users files come from.</summary>
internal static class SourceReader
{
    private static readonly Dictionary<string, AfterSync> AfterSyncs = new() { ["leave"] = AfterSync.Leave, ["archive"] = AfterSync.Archive, ["delete"] = AfterSync.Delete };

    // As ssh-keygen -l shows it: 32 bytes in Base64, with or without the padding.
    private static readonly Regex Fingerprint = new(@"^SHA256:[A-Za-z0-9+/]{43}=?\z", RegexOptions.CultureInvariant);

    public static SourceConfiguration Read(JsonSection root)
    {
        var source = root.Section("source");
        if (source is null)
            return SourceConfiguration.None;
        var drop = source.Path("folder");
        var sftp = ReadSftp(source);
        if (drop is not null && sftp is not null)
            source.Fault("sftp", "stands beside folder; a source is one of the two");
        var afterSync = source.Choice("afterSync", AfterSyncs) ?? AfterSync.Leave;
        var archive = sftp is null ? source.Path("archivePath") : source.Text("archivePath");
        if (afterSync == AfterSync.Archive && archive is null)
            source.Fault("archivePath", "is missing, and afterSync is archive");
        if (archive is not null && (sftp is null ? IsSameFolder(archive, drop) : archive.TrimEnd('/') == sftp.Path.TrimEnd('/')))
            source.Fault("archivePath", "is the folder of the source itself: archived files would be synchronized again");
        var name = source.Text("fileName") ?? SourceConfiguration.DefaultFileName;
        if (name.IndexOfAny(['/', '\\']) >= 0)
            source.Fault("fileName", "must be a name or a wildcard without a folder");
        var result = new SourceConfiguration(drop, name, afterSync, archive, (int?)source.Number("retentionDays", 1, 36500, whole: true)) { Sftp = sftp };
        source.RefuseUnknown();
        return result;
    }

    // Both are full paths, and a full path keeps the separators at its end.
    private static bool IsSameFolder(string path, string? other) => string.Equals(
        WithoutEnd(path),
        WithoutEnd(other),
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private static string? WithoutEnd(string? path) => path?.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);

    private static SftpConfiguration? ReadSftp(JsonSection source)
    {
        var section = source.Section("sftp");
        if (section is null)
            return null;
        var host = section.Text("host", required: true)?.Trim() ?? "";
        var keys = (section.Texts("hostKeys") ?? []).Select(key => key.TrimEnd('=')).ToArray();
        if (keys.Length == 0)
            section.Fault("hostKeys", "must hold the fingerprint of the server's key; Get-HrisHostKey shows it");
        foreach (var key in keys.Where(key => !Fingerprint.IsMatch(key)))
            section.Fault("hostKeys", $"holds '{key}', which is no SHA-256 fingerprint such as SHA256:AbC...");
        var result = new SftpConfiguration(
            host,
            (int?)section.Number("port", 1, 65535, whole: true) ?? 22,
            section.Text("path")?.Trim() ?? ".",
            section.Text("userName")?.Trim(),
            keys,
            section.Path("privateKeyFile"),
            SecretReader.Read(section, "passphrase"),
            SecretReader.Read(section, "password"));
        if (result.Passphrase is not null && result.PrivateKeyFile is null)
            section.Fault("passphrase", "is the private key's, and privateKeyFile is missing");
        section.RefuseUnknown();
        return result;
    }
}
