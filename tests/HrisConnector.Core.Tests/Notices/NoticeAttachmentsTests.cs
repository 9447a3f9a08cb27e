using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.History;
using HrisConnector.Core.Tests.Support;
using MimeKit;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Notices;

/// <summary>The logs of a run, attached or linked.</summary>
public sealed class NoticeAttachmentsTests
{
    [Fact]
    public async Task Attached_logs_are_the_exported_ones_byte_for_byte()
    {
        using var fixture = new NoticeFixture();
        var notice = await fixture.RunTextAsync("\uFEFF" + TestConnector.Header + "\r\n1,1@example.org,Zoé,B,Active,=1+1,,,,,\n2,,\"=cmd|' /C calc'!A0\",\"B\n.\n.C\",Active,,,,,,\r\n", "ключ ü.csv");
        var export = Path.Combine(fixture.Connector.Folder, "export.zip");
        LogExport.Write([notice.Sync], export, false, exact: false, fixture.Connector.Observer, CancellationToken.None);

        var message = await fixture.DeliverAsync(notice, attachLogs: true);

        var attachments = message.Attachments.Cast<MimePart>().ToArray();
        Assert.Equal(["text/csv", "application/json"], attachments.Select(part => part.ContentType.MimeType));
        Assert.Equal("utf-8", attachments[0].ContentType.Charset);
        Assert.Equal(["000001_ключ ü.csv.csv", "000001_ключ ü.csv.json"], attachments.Select(part => part.FileName));
        using var archive = ZipFile.OpenRead(export);
        Assert.Equal(Bytes(archive, ".csv"), Bytes(attachments[0]));
        Assert.Equal(Bytes(archive, ".json"), Bytes(attachments[1]));
        Assert.NotEqual(File.ReadAllBytes(notice.Sync.CsvLogPath!), Bytes(attachments[0]));
        Assert.Contains("has an apostrophe in front", message.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_are_attached_only_when_that_is_configured()
    {
        using var fixture = new NoticeFixture();
        var notice = await fixture.RunAsync(Line("1"));

        var message = await fixture.DeliverAsync(notice);

        Assert.Empty(message.Attachments);
        Assert.All(message.Bodies(), body => Assert.Contains(notice.Sync.CsvLogPath!, body, StringComparison.Ordinal));
        Assert.All(message.Bodies(), body => Assert.Contains(notice.Sync.JsonLogPath!, body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_leads_to_a_log_whatever_is_in_its_name()
    {
        using var fixture = new NoticeFixture();
        var notice = await fixture.RunTextAsync(TestConnector.Header + "\n" + Line("1") + "\n", "50%20 #1 é & ü.csv");

        var links = (await fixture.DeliverAsync(notice)).Html().Descendants("a").Select(link => link.Attribute("href")!.Value).ToArray();

        Assert.All(links, link => Assert.Matches("^file:///[!-~]+$", link));
        Assert.All(links, link => Assert.DoesNotContain('#', link));
        Assert.Equal([notice.Sync.CsvLogPath, notice.Sync.JsonLogPath], links.Select(link => Uri.UnescapeDataString(link["file://".Length..])));
    }

    [Fact]
    public async Task Logs_that_are_too_large_are_left_out_and_that_is_said()
    {
        using var fixture = new NoticeFixture();
        var notice = await fixture.RunAsync(Line("1"));
        File.WriteAllBytes(notice.Sync.CsvLogPath!, new byte[6 * 1024 * 1024]);

        var message = await fixture.DeliverAsync(notice, attachLogs: true);

        Assert.Empty(message.Attachments);
        Assert.All(message.Bodies(), body => Assert.Contains("The logs are not attached: together they have 6 MiB, and at most 5 MiB are attached.", body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_log_that_is_gone_is_left_out_and_that_is_said()
    {
        using var fixture = new NoticeFixture();
        var notice = await fixture.RunAsync(Line("1"));
        File.Delete(notice.Sync.CsvLogPath!);

        var message = await fixture.DeliverAsync(notice, attachLogs: true);

        Assert.EndsWith(".json", Assert.Single(message.Attachments).ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.All(message.Bodies(), body => Assert.Contains("The CSV log is not attached: it could not be read.", body, StringComparison.Ordinal));
    }

    private static byte[] Bytes(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content!.DecodeTo(content);
        return content.ToArray();
    }

    private static byte[] Bytes(ZipArchive archive, string ending)
    {
        using var content = new MemoryStream();
        using var entry = archive.Entries.Single(entry => entry.FullName.EndsWith(ending, StringComparison.Ordinal)).Open();
        entry.CopyTo(content);
        return content.ToArray();
    }
}
