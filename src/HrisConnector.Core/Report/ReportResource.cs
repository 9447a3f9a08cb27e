using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace HrisConnector.Core.Report;

/// <summary>The page's style sheet and script, which stand inside it, and the hashes by which the page allows them and no other.</summary>
internal sealed class ReportResource
{
    private ReportResource(string name)
    {
        using var reader = new StreamReader(typeof(ReportResource).Assembly.GetManifestResourceStream(typeof(ReportResource), name)!, Encoding.UTF8);
        // Browsers hash what they parsed, and parsing makes one line end of the two characters that a Windows checkout may have.
        Text = reader.ReadToEnd().Replace("\r\n", "\n");
        Hash = $"'sha256-{Convert.ToBase64String(Sha256(Encoding.UTF8.GetBytes(Text)))}'";
    }

    /// <summary>The style sheet.</summary>
    public static ReportResource Style { get; } = new("report.css");

    /// <summary>The script.</summary>
    public static ReportResource Script { get; } = new("report.js");

    /// <summary>The content.</summary>
    public string Text { get; }

    /// <summary>Its hash as a Content-Security-Policy names it.</summary>
    public string Hash { get; }

#if NET
    private static byte[] Sha256(byte[] bytes) => SHA256.HashData(bytes);
#else
    private static byte[] Sha256(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return sha.ComputeHash(bytes);
    }
#endif
}
