using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using HrisConnector.Core.History;
using MimeKit;

namespace HrisConnector.Core.Notices;

/// <summary>The logs of a run as attachments: all that can be read, or none when they are too large for a mail.</summary>
/// <param name="Parts">The attachments.</param>
/// <param name="Remarks">What is to say of them.</param>
internal sealed record NoticeAttachments(IReadOnlyList<MimePart> Parts, IReadOnlyList<string> Remarks)
{
    /// <summary>So many bytes at most, together. Many servers refuse a message of 10 MB, and an attachment grows by a third on its way.</summary>
    public const long MaxBytes = 5 * 1024 * 1024;

    public static NoticeAttachments Read(HrisSync sync, CancellationToken cancellationToken)
    {
        var parts = new List<MimePart>();
        var remarks = new List<string>();
        var size = SizeOf(sync.CsvLogPath) + SizeOf(sync.JsonLogPath);
        if (size > MaxBytes)
            return new NoticeAttachments([], [$"The logs are not attached: together they have {MiB(size)} MiB, and at most {MiB(MaxBytes)} MiB are attached."]);
        // As exported: an attachment is opened by a click, and its cells come from a file that anybody may have written.
        Add("CSV", sync.CsvLogPath, (path, output) => SpreadsheetSafeCsv.Copy(path, output, cancellationToken), () => Charset(new MimePart("text", "csv")));
        Add("JSON", sync.JsonLogPath, CopyWhole, () => new MimePart("application", "json"));
        if (parts.Any(part => part.ContentType.MediaSubtype == "csv"))
            remarks.Add("In the attached CSV log, a cell that a spreadsheet would run as a formula has an apostrophe in front.");
        return new NoticeAttachments(parts, remarks);

        void Add(string name, string? path, Action<string, Stream> copy, Func<MimePart> make)
        {
            if (path is null)
                return;
            cancellationToken.ThrowIfCancellationRequested();
            var content = new MemoryStream();
            try
            {
                copy(path, content);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                remarks.Add($"The {name} log is not attached: it could not be read.");
                return;
            }

            content.Position = 0;
            var part = make();
            part.FileName = NoticeText.Line(Path.GetFileName(path), 200);
            part.ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = part.FileName };
            part.ContentTransferEncoding = ContentEncoding.Base64; // line ends must not change on the way
            part.Content = new MimeContent(content);
            parts.Add(part);
        }
    }

    private static MimePart Charset(MimePart part)
    {
        part.ContentType.Charset = "utf-8";
        return part;
    }

    private static void CopyWhole(string path, Stream output)
    {
        using var log = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        log.CopyTo(output);
    }

    private static long SizeOf(string? path)
    {
        try
        {
            return path is null ? 0 : new FileInfo(path).Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0; // reading it says so
        }
    }

    private static string MiB(long bytes) => (bytes / 1024.0 / 1024.0).ToString("0.#", CultureInfo.InvariantCulture);
}
