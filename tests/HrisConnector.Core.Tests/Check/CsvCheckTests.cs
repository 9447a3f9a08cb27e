using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Check;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Check;

/// <summary>behaviour.md §1: a file is checked before anyone uploads it.</summary>
public sealed class CsvCheckTests
{
    [Fact]
    public void A_value_that_a_terminal_would_obey_is_not_shown_as_it_is()
    {
        using var connector = new TestConnector();
        var line = "x\u001b[2Jy,a@example.org,A,B,Active,,,,,,,";
        var path = connector.Write("users.csv", TestConnector.Header + ",\"a\u001b[31mb\"\n" + line + "\n" + line + "\n");

        var issues = CsvCheck.Check(path, connector.Configuration, connector.Observer, System.Threading.CancellationToken.None).Issues;

        Assert.Contains(issues, issue => issue.Message.Contains("x\uFFFD[2Jy is also on line", System.StringComparison.Ordinal));
        Assert.DoesNotContain(issues, issue => issue.Message.Contains('\u001b', System.StringComparison.Ordinal));
    }

    [Fact]
    public void A_good_file_is_valid()
    {
        using var connector = new TestConnector();
        var path = connector.Write("good.csv", TestConnector.Header + "\n" + Line("A", manager: "B") + "\n" + Line("B") + "\n" + Line("C", status: "Inactive") + "\n");

        var report = CsvCheck.Check(path, connector.Configuration, connector.Observer, CancellationToken.None);

        Assert.True(report.IsValid);
        Assert.Equal(("good.csv", path, ",", 3L, 2L, 1L, 0L), (report.File, report.Path, report.Delimiter, report.Lines, report.Active, report.Inactive, report.Invalid));
        Assert.Equal(new FileInfo(path).Length, report.Size);
        Assert.Empty(report.Issues);
        Assert.False(Directory.Exists(connector.Configuration.StorePath));
    }

    [Fact]
    public void Every_issue_says_its_line_column_user_severity_and_code()
    {
        using var connector = new TestConnector("""{ "columns": { "email": "Mail" }, "customFields": [ { "column": "Hired", "name": "hireDate", "type": "date" } ], "perimeter": [ { "field": "title", "operator": "isEmpty" } ] }""");
        var report = Check(
            connector,
            "uniqueId,Mail,firstName,lastName,status,title,language,managerId,Hired,extra",
            "A,a@x.org,,B,Active,,,,,",
            "B,b@x.org,A,B,Active,,xx,zz,soon,",
            "\"C\",c@x.org,A,\"B\nB\",Active,,,,,",
            "D,a b,A,B,Active,,,,,",
            "E,e@x.org,A,B,Active,,,,,",
            "e,E@x.org,A,B,Active,,,,,",
            "F,c@x.org,A,B,Active,,,,,",
            "G,g@x.org,A",
            "H,h@x.org,A,B,Active,outside,,,,",
            ",,,,,,,,,");

        Assert.False(report.IsValid);
        string[] expected =
        [
            " extra  Information unknownColumn", "2 firstName A Error userWithoutFirstName", "3 Hired B Warning customFieldTypeMismatch", "3 language B Warning languageNotSupported", "3 managerId B Warning managerNotFound",
            "4 Mail C Error emailUsedInCompany", "6 Mail D Error invalidEmails", "7 uniqueId E Error userAlreadyExists", "8 uniqueId e Error userAlreadyExists", "9 Mail F Error emailUsedInCompany",
            "10   Error readingError", "11  H Information outsidePerimeter", "12 uniqueId  Error userWithoutExternalId", "12 lastName  Error userWithoutName", "12 Mail  Error userWithoutMail", "12 status  Error userWithoutStatus",
        ];
        Assert.Equal(expected, report.Issues.Select(issue => $"{issue.Line} {issue.Column} {issue.UniqueId} {issue.Severity} {issue.Code}"));
        Assert.Equal((11L, 3L), (report.Errors, report.Warnings));
        Assert.Equal(10, report.Lines);
        Assert.Equal(8, report.Invalid);
        Assert.Equal(report.Lines, report.Active + report.Inactive + report.Invalid);
    }

    [Fact]
    public async Task A_protected_user_is_left_alone_as_by_a_synchronization()
    {
        using var connector = new TestConnector("""{ "protectedUsers": [" a ", "M"] }""");
        string[] lines = [Line("A", "no address", language: "xx", manager: "zz"), Line("B", "b@example.com", manager: "M"), Line("C", "c@example.com"), Line("M", "c@example.com")];

        var report = Check(connector, [TestConnector.Header, .. lines]);

        Assert.Empty(report.Issues);
        Assert.Equal(["NoActionDone/", "UserCreated/managerNotFound", "UserCreated/", "NoActionDone/"], await connector.OutcomesAsync(lines)); // nobody made M yet
    }

    [Fact]
    public void Warnings_and_information_leave_a_file_valid()
    {
        using var connector = new TestConnector();

        var report = Check(connector, TestConnector.Header + ",more", Line("A", language: "xx", manager: "zz") + ",x");

        Assert.True(report.IsValid);
        Assert.Equal((0L, 2L, 3), (report.Errors, report.Warnings, report.Issues.Count));
    }

    [Fact]
    public void Ten_thousand_issues_are_kept_and_the_counts_go_on()
    {
        using var connector = new TestConnector();

        var report = Check(connector, [TestConnector.Header, .. Enumerable.Range(0, 10_050).Select(i => Line($"U{i}", ""))]);

        Assert.Equal((10_000, 50L, 10_050L, 10_050L), (report.Issues.Count, report.IssuesOmitted, report.Errors, report.Invalid));
    }

    [Theory]
    [InlineData("", "FileEmpty")]
    [InlineData("uniqueId,email,firstName,lastName,status", "FileContainsNoData")]
    [InlineData("a,b\n1,2", "RequiredFieldsMissing")]
    [InlineData("uniqueId,email,firstName,lastName,status,status\n1,2,3,4,5,6", "DuplicateHeaders")]
    [InlineData("a\0b", "FileEncodingNotSupported")]
    [InlineData("\"a,b\n1,2", "HeaderUnreadable")]
    public void A_file_that_cannot_be_processed_is_a_report_with_that_one_issue(string text, string code)
    {
        using var connector = new TestConnector();

        var report = CsvCheck.Check(connector.Write("bad.csv", text), connector.Configuration, connector.Observer, CancellationToken.None);

        Assert.False(report.IsValid);
        var issue = Assert.Single(report.Issues);
        Assert.Equal((code, HrisIssueSeverity.Error, 1L), (issue.Code, issue.Severity, report.Errors));
    }

    [Fact]
    public void There_must_be_a_file_that_can_be_read()
    {
        using var connector = new TestConnector();
        var path = connector.Write("held.csv", "x");
        using var holder = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        HrisError Of(string file) => Assert.Throws<HrisException>(() => CsvCheck.Check(file, connector.Configuration, connector.Observer, CancellationToken.None)).Error;
        Assert.Equal(HrisErrors.SourceUnreadable, Of(path));
        Assert.Equal(HrisErrors.SourceNotFound, Of(path + "x"));
        Assert.Equal(HrisErrors.SourceNotAFile, Of(connector.Folder));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Line_numbers_count_blank_lines_and_line_breaks_in_quotes(string end)
    {
        using var connector = new TestConnector();
        var text = string.Join(end, TestConnector.Header, "", "A,a@x.org,\"A" + end + "A\",B,Active,,,,,,", "", Line("B", "bad"), "");

        Assert.Equal(6, Assert.Single(CsvCheck.Check(connector.Write("x.csv", text), connector.Configuration, connector.Observer, CancellationToken.None).Issues).Line);
    }

    // The quote that closes the open one stands a megabyte further on, near the end of the file.
    [Fact]
    public void A_quote_that_is_closed_a_megabyte_later_hides_no_faulty_line()
    {
        const int Behind = 25_900; // lines of about forty bytes: a little more than a megabyte
        for (var before = 30_000; before < 30_020; before++)
        {
            using var connector = new TestConnector();
            var report = Check(
                connector,
                [
                    "uniqueId,email,firstName,lastName,status",
                    .. Enumerable.Range(0, before).Select(i => $"u{i},u{i}@example.org,Ann,Lee,Active"),
                    "open,open@example.org,Ann,\"Lee,Active",
                    .. Enumerable.Range(30_100, Behind).Select(i => i == 35_000 ? "faulty,not an address,Ann,Lee,Active" : $"u{i},u{i}@example.org,Ann,Lee,Active"),
                    "closed,closed@example.org,Ann,Lee\",Active",
                    .. Enumerable.Range(0, before % 3).Select(i => $"w{i},w{i}@example.org,Ann,Lee,Active"),
                ]);

            Assert.Equal((false, before + Behind + 2 + (before % 3)), (report.IsValid, report.Lines));
            Assert.Equal(
                [(before + 2L, ""), (before + 4903L, "faulty"), (before + Behind + 3L, "")],
                report.Issues.Where(issue => issue.Severity == HrisIssueSeverity.Error).Select(issue => (issue.Line ?? 0L, issue.UniqueId ?? "")));
        }
    }

    private static HrisCsvReport Check(TestConnector connector, params string[] lines) =>
        CsvCheck.Check(connector.WriteBytes("check.csv", Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")), connector.Configuration, connector.Observer, CancellationToken.None);
}
