using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using MimeKit;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Notices;

/// <summary>What a mail notice says, read back from what a mail server received.</summary>
public sealed class NoticeMessageTests
{
    [Fact]
    public async Task The_subject_of_a_run_with_faults_says_what_changed_and_how_many_faults_there_are()
    {
        using var fixture = new NoticeFixture();

        var message = await fixture.DeliverAsync(await fixture.RunAsync(Line("1"), Line("2"), Line("3", first: ""), Line("4", "bad")));

        Assert.Equal("[HrisConnector] default: Successful with error(s) - users.csv - 2 created, 2 faults", message.Subject!);
    }

    [Fact]
    public async Task The_subject_of_a_run_without_changes_says_so()
    {
        using var fixture = new NoticeFixture();

        var message = await fixture.DeliverAsync(await fixture.RunAsync(Line("1", status: "Inactive")));

        Assert.Equal("[HrisConnector] default: Successful - users.csv - nothing changed", message.Subject!);
    }

    [Fact]
    public async Task A_failure_is_told_with_its_reason_its_error_id_and_what_to_do()
    {
        using var fixture = new NoticeFixture();
        var error = new HrisException(HrisErrors.SafetyThresholdExceeded, "Safety threshold exceeded: 120 of 1000 users (12 %) would be archived, the limit is 10 %");

        var message = await fixture.DeliverAsync(NoticeFixture.Failure(error));

        Assert.Equal("[HrisConnector] hr-main: Failed - users.csv - Safety threshold exceeded: 120 of 1000 users (12 %) would be archived, the limit is 10 %", message.Subject!);
        Assert.All(message.Bodies(), body =>
        {
            Assert.Contains(error.Message, body, StringComparison.Ordinal);
            Assert.Contains("SafetyThresholdExceeded", body, StringComparison.Ordinal);
            Assert.Contains(error.Error.Hint, body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_decryption_error_is_told_even_when_the_logs_are_silent_about_it()
    {
        using var fixture = new NoticeFixture();
        var error = new HrisException(HrisErrors.FileNotEncrypted, "Error while decrypting file users.csv: A valid encrypted file is expected.");
        var notice = NoticeFixture.Failure(error);
        notice.Sync.Logs = [];

        var message = await fixture.DeliverAsync(notice);

        Assert.Contains(error.Message, message.Subject!, StringComparison.Ordinal);
        Assert.All(message.Bodies(), body => Assert.Contains(error.Message, body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_that_lists_its_reasons_lists_them_up_to_twenty()
    {
        using var fixture = new NoticeFixture();
        var error = new HrisException(HrisErrors.GroupRulesInvalid, "The group rules file rules.csv is not valid")
        {
            Reasons = ["The group rules file rules.csv is not valid", .. Enumerable.Range(1, 30).Select(i => $"Line {i:00}: no such group")],
        };

        var message = await fixture.DeliverAsync(NoticeFixture.Failure(error));

        Assert.All(message.Bodies(), body =>
        {
            Assert.Contains("Line 19: no such group", body, StringComparison.Ordinal);
            Assert.DoesNotContain("Line 20: no such group", body, StringComparison.Ordinal);
            Assert.Contains("... and 11 more: see the JSON log", body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_failure_before_any_file_is_known_is_told_too()
    {
        using var fixture = new NoticeFixture();
        var notice = NoticeFixture.Failure(new HrisException(HrisErrors.SftpConnectionFailed, "Connection to the SFTP server failed"), file: "");
        notice.Sync.Id = 0;

        var message = await fixture.DeliverAsync(notice, attachLogs: true);

        Assert.Equal("[HrisConnector] hr-main: Failed - Connection to the SFTP server failed", message.Subject!);
        Assert.DoesNotContain("File:", message.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_in_utc_and_say_so_and_the_counts_are_all_there()
    {
        using var fixture = new NoticeFixture();
        var notice = await fixture.RunAsync(Line("1"));
        var sync = notice.Sync;
        (sync.StartDate, sync.EndDate) = (new DateTime(2026, 3, 1, 22, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 1, 22, 1, 5, DateTimeKind.Utc));
        (sync.Created, sync.Updated, sync.Archived, sync.Duplicate, sync.Ignored, sync.NoGroupsMatch) = (11, 12, 13, 14, 15, 16);

        var text = (await fixture.DeliverAsync(notice)).TextBody!;

        Assert.Contains("Start: 2026-03-01 22:00:00 UTC\nEnd: 2026-03-01 22:01:05 UTC\nDuration: 1 min 5 s\n", text, StringComparison.Ordinal);
        Assert.Contains("Created: 11\nUpdated: 12\nArchived: 13\nDuplicate: 14\nIgnored: 15\nNo groups match: 16\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_twenty_faults_are_listed_and_the_others_counted()
    {
        using var fixture = new NoticeFixture();

        var notice = await fixture.RunAsync([Line("A"), .. Enumerable.Range(1, 27).Select(i => Line($"F{i:00}", first: ""))]);
        var message = await fixture.DeliverAsync(notice);

        var rows = message.FaultRows();
        Assert.Equal(20, rows.Count);
        Assert.Equal(["3", "F01", "InvalidUser", "No first name provided", "Fill in the first name"], rows[0]);
        Assert.Equal("F20", rows[19][1]);
        Assert.Contains("Line 3, uniqueId F01: InvalidUser\n  No first name provided\n  What to do: Fill in the first name\n", message.TextBody!, StringComparison.Ordinal);
        Assert.All(message.Bodies(), body => Assert.Contains("... and 7 more: see the CSV log", body, StringComparison.Ordinal));
        Assert.All(message.Bodies(), body => Assert.DoesNotContain("F21", body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_twenty_faults_there_are_no_more()
    {
        using var fixture = new NoticeFixture();

        var message = await fixture.DeliverAsync(await fixture.RunAsync([.. Enumerable.Range(1, 20).Select(i => Line($"F{i}", first: ""))]));

        Assert.Equal(20, message.FaultRows().Count);
        Assert.All(message.Bodies(), body => Assert.DoesNotContain("more: see", body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_plain_text_says_all_that_the_html_says()
    {
        using var fixture = new NoticeFixture();

        var message = await fixture.DeliverAsync(await fixture.RunAsync(Line("1"), Line("2", first: ""), "broken", Line("3"), Line("3")), attachLogs: true);

        var leaves = message.Html().Descendants().Where(element => element.Name.LocalName is "td" or "th" or "p" or "h1" && !element.HasElements).Select(element => element.Value).ToArray();
        Assert.True(leaves.Length > 40);
        string[] headings = ["Line", "Unique ID", "Status", "What is wrong", "What to do"];
        Assert.All(leaves.Except(headings), leaf => Assert.Contains(leaf, message.TextBody!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_html_is_well_formed_speaks_its_language_labels_its_cells_and_fetches_nothing()
    {
        using var fixture = new NoticeFixture();

        var html = (await fixture.DeliverAsync(await fixture.RunAsync(Line("1"), Line("2", first: "")))).Html();

        Assert.Equal("en", html.Attribute("lang")!.Value);
        Assert.All(html.Descendants("th"), header => Assert.True(header.Attribute("scope")!.Value is "row" or "col"));
        Assert.All(html.Descendants("table"), table => Assert.NotNull(table.Element("caption")));
        Assert.All(html.Descendants().SelectMany(element => element.Attributes()), attribute => Assert.True(attribute.Name.LocalName is not ("src" or "background") && !attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        Assert.DoesNotContain(html.Descendants(), element => element.Name.LocalName is "script" or "link" or "style" or "img");
        Assert.DoesNotContain("url(", html.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, html.Descendants("a").Count(link => link.Attribute("href")!.Value.StartsWith("file:///", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Hostile_names_stay_text_and_add_no_header()
    {
        using var fixture = new NoticeFixture();
        var harmless = await fixture.DeliverAsync(NoticeFixture.Failure(new HrisException(HrisErrors.FileEmpty, "File is empty")));
        const string file = "<script>alert(1)</script>\u202Ecsv.exe\r\nBcc: evil@example.org\r\n\r\n<b>.csv";

        var message = await fixture.DeliverAsync(NoticeFixture.Failure(new HrisException(HrisErrors.FileEmpty, $"{file}\nX-Evil: yes"), "hr\r\nX-Evil: 1\0", file));

        Assert.Equal(harmless.Headers.Select(header => header.Field), message.Headers.Select(header => header.Field));
        Assert.Equal(["it@example.org", "hr@example.org"], fixture.Server.Mails.Last().To);
        Assert.DoesNotContain(message.Subject!, c => char.IsControl(c) || c == '\u202E');
        var html = message.Html();
        Assert.Empty(html.Descendants("script"));
        Assert.Empty(html.Descendants("b"));
        Assert.Contains("<script>alert(1)</script>\uFFFDcsv.exe  Bcc: evil@example.org    <b>.csv", html.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(message.TextBody!.Split('\n'), line => line.StartsWith("X-Evil", StringComparison.Ordinal) || line.StartsWith("Bcc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_of_any_length_leave_the_subject_short()
    {
        using var fixture = new NoticeFixture();

        var message = await fixture.DeliverAsync(NoticeFixture.Failure(new HrisException(HrisErrors.FileEmpty, new string('r', 5000)), new string('c', 500), string.Concat(Enumerable.Repeat("😀", 500))));

        Assert.Matches("^\\[HrisConnector\\] c{39}…: Failed - (😀){29}… - r+…$", message.Subject!);
        Assert.Equal(180, message.Subject!.Length);
    }

    [Fact]
    public async Task No_cell_of_the_file_but_unique_ids_is_in_a_message()
    {
        using var fixture = new NoticeFixture();
        string Planted(string id, string? email = null, string first = "PLANTEDfirst", string status = "Active", string language = "PLANTEDlanguage") =>
            $"{id},{email ?? $"PLANTED{id}@planted.example"},{first},PLANTEDlast,{status},PLANTEDtitle,PLANTEDorganization,{language},PLANTEDmanager,PLANTEDphone,PLANTEDusername";

        var notice = await fixture.RunAsync(
            Planted("A1"), Planted("A2", first: ""), Planted("A3", "PLANTEDbad"), Planted("A4", status: "PLANTEDstatus"), Planted("D1"), Planted("d1"),
            Planted("E1", "PLANTEDsame@planted.example"), Planted("E2", "PLANTEDsame@planted.example"), Planted(""), "PLANTEDid,PLANTEDbroken", "A5,\"PLANTED\"x,PLANTED",
            Planted("planted.user@planted.example"), Planted("planted.user@planted.example"));
        var message = await fixture.DeliverAsync(notice);

        Assert.Equal(13, notice.Faults.First.Count);
        Assert.All([message.Subject!, .. message.Bodies()], text =>
        {
            Assert.DoesNotContain("PLANTED", text, StringComparison.Ordinal);
            Assert.DoesNotContain("planted", text, StringComparison.Ordinal);
        });
        Assert.Contains("uniqueId D1 is also on line 7", message.TextBody!, StringComparison.Ordinal);
        Assert.Contains("uniqueId (an e-mail address) is also on line 14", message.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_travels_in_seven_bits_and_short_lines_and_reads_as_it_was_written()
    {
        using var fixture = new NoticeFixture();
        var notice = await fixture.RunTextAsync(TestConnector.Header + "\n" + Line("Ж1", first: "") + "\n", "Ünïcode 名前.csv");

        var mail = await fixture.ReceiveAsync(notice, attachLogs: true);

        Assert.All(mail.Data, b => Assert.True(b < 128));
        Assert.All(Encoding.ASCII.GetString(mail.Data).Split("\r\n"), line => Assert.True(line.Length <= 200, line));
        var message = NoticeFixture.Parse(mail.Data);
        Assert.Contains("Ünïcode 名前.csv", message.Subject!, StringComparison.Ordinal);
        Assert.All(message.Bodies(), body => Assert.Contains("Ünïcode 名前.csv", body, StringComparison.Ordinal));
        Assert.Equal("Ж1", Assert.Single(message.FaultRows())[1]);
    }

    [Fact]
    public async Task Headers_say_who_writes_to_whom_and_keep_automatic_answers_away()
    {
        using var fixture = new NoticeFixture();

        var message = await fixture.DeliverAsync(await fixture.RunAsync(Line("1")));

        Assert.Equal("hris@example.org", Assert.Single(message.From.Mailboxes).Address);
        Assert.Equal(["it@example.org", "hr@example.org"], message.To.Mailboxes.Select(mailbox => mailbox.Address));
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal("All", message.Headers["X-Auto-Response-Suppress"]);
        Assert.EndsWith("@example.org", message.MessageId, StringComparison.Ordinal);
        Assert.True(DateTimeOffset.UtcNow - message.Date < TimeSpan.FromMinutes(10));
        var alternatives = Assert.IsType<MultipartAlternative>(message.Body);
        Assert.Equal(["text/plain", "text/html"], alternatives.Select(part => part.ContentType.MimeType));
    }
}
