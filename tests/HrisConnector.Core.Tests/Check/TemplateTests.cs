using System;
using System.IO;
using System.Linq;
using System.Threading;
using HrisConnector.Core.Check;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Check;

/// <summary>samples/template.csv, which docs/for-hr.md gives to the people who produce the file.</summary>
public sealed class TemplateTests
{
    private static readonly string Template = Path.Combine(AppContext.BaseDirectory, "Samples", "template.csv");

    [Fact]
    public void The_template_has_no_issue_without_any_configuration()
    {
        using var connector = new TestConnector();

        var report = CsvCheck.Check(Template, connector.Configuration, connector.Observer, CancellationToken.None);

        Assert.Empty(report.Issues);
        Assert.Equal((true, 3L, 2L, 1L), (report.IsValid, report.Lines, report.Active, report.Inactive));
    }

    [Fact]
    public void The_template_has_every_column_and_opens_as_utf8_in_a_spreadsheet()
    {
        var bytes = File.ReadAllBytes(Template);

        // Without the mark, Excel reads the file in the encoding of the computer's country.
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes.Take(3));
        Assert.Equal(TestConnector.Header, File.ReadLines(Template).First());
    }
}
