using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests.Help;

/// <summary>Whatever cmdlet there is has its page, and Get-Help shows it.</summary>
public sealed class HelpTests(SharedSession shared) : IClassFixture<SharedSession>
{
    private readonly ModuleSession _session = shared.Session;

    public static TheoryData<string> Cmdlets => [.. SharedSession.CmdletNames];

    public static TheoryData<string> Topics => ["about_HrisConnector", "about_HrisConnector_Configuration", "about_HrisConnector_Statuses"];

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        Assert.Equal(SharedSession.CmdletNames.Order(StringComparer.Ordinal), CmdletPage.Names);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_says_what_a_cmdlet_does(string name)
    {
        var help = Help(name);

        Assert.EndsWith(".", help.Synopsis, StringComparison.Ordinal);
        Assert.DoesNotContain(name + " [", help.Synopsis, StringComparison.Ordinal);
        Assert.NotEmpty(help.Description);
        Assert.Equal(Cmdlet(name).ParameterSets.Count, help.Syntax.Count);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_explains_each_parameter(string name)
    {
        var help = Help(name);

        var own = new ExpectedPage(Cmdlet(name)).Parameters.ToList();
        Assert.Equal(own.Select(parameter => parameter.Name).Order(), help.Parameters.Keys.Order());
        Assert.All(own, parameter =>
        {
            var shown = help.Parameters[parameter.Name];
            Assert.True(CmdletHelp.Texts(shown.Get("description")).Length > 10, $"-{parameter.Name} has no help");
            Assert.Equal(ExpectedPage.Short(parameter.ParameterType), ((PSObject)shown.Properties["type"].Value).Text("name"));
        });
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_explains_what_goes_in_and_what_comes_out(string name)
    {
        var help = Help(name);

        Assert.Equal(Cmdlet(name).OutputType.Select(type => type.Name).Order(), help.Outputs.Keys.Order());
        Assert.Equal(new ExpectedPage(Cmdlet(name)).Inputs.Order(), help.Inputs.Keys.Order());
        Assert.All(help.Outputs.Concat(help.Inputs), type => Assert.NotEmpty(type.Value));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_shows_three_examples_or_more_and_says_what_each_of_them_does(string name)
    {
        var examples = Help(name).Examples;

        Assert.InRange(examples.Count, 3, int.MaxValue);
        Assert.Equal(CmdletPage.Read(name).Examples.Select(example => example.Code), examples.Select(example => example.Code.ReplaceLineEndings("\n")));
        Assert.All(examples, example => Assert.NotEmpty(example.Remarks));
        Assert.All(examples, example => Assert.Contains(name, example.Code, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_leads_on_to_the_cmdlets_and_pages_that_a_page_leads_to(string name)
    {
        var texts = Regex.Matches(CmdletPage.Read(name).Under("## RELATED LINKS"), @"^\[(.+?)\]\(", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();
        var links = Help(name).Links;

        Assert.NotEmpty(texts);
        Assert.Equal(texts, links.Select(link => link.Split(" (docs/")[0]));
        Assert.All(links.Where(link => link.Contains('-', StringComparison.Ordinal) && !link.Contains(' ', StringComparison.Ordinal)), link => Assert.Contains(link, SharedSession.CmdletNames));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_full_help_is_shown_whole(string name)
    {
        var text = _session.Show($"Get-Help {name} -Full");

        foreach (var word in new[] { "SYNOPSIS", "SYNTAX", "DESCRIPTION", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "Example 3: ", "RELATED LINKS" })
        {
            Assert.Contains(word, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_data_of_a_page_are_those_of_the_cmdlet(string name)
    {
        var page = CmdletPage.Read(name);
        var expected = new ExpectedPage(Cmdlet(name));

        Assert.Equal(expected.Parameters.Select(parameter => parameter.Name).Order(), page.Parameters.Order());
        foreach (var parameter in expected.Parameters)
        {
            Assert.All(expected.Data(parameter), data => Assert.Contains(data, page.Under("### -" + parameter.Name), StringComparison.Ordinal));
        }

        foreach (var (heading, line) in expected.Syntax)
        {
            Assert.Equal($"``` {line} ```", Regex.Replace(page.Under(heading), @"\s+", " ").Trim());
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_names_no_parameter_that_does_not_exist(string name)
    {
        var known = SharedSession.CmdletNames.SelectMany(cmdlet => Cmdlet(cmdlet).Parameters.Keys).ToHashSet();

        Assert.DoesNotContain(CmdletPage.Read(name).NamedParameters, parameter => !known.Contains(parameter));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_leads_to_files_that_exist(string name)
    {
        var links = Regex.Matches(File.ReadAllText(Path.Combine(CmdletPage.Folder, name + ".md")), @"\]\((?!http)([^)#]+)").Select(match => match.Groups[1].Value);

        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(CmdletPage.Folder, link)), link));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task Get_Help_shows_the_topics_of_an_installed_module(string topic)
    {
        using var folder = new TempFolder();
        var modules = Path.GetDirectoryName(Path.GetDirectoryName(Built.Manifest));

        var result = await ShellProcess.RunAsync(folder.Path, "-Command", $"$env:PSModulePath = '{modules}'; Get-Help {topic}");

        Assert.Equal("", result.Error);
        Assert.Contains($"    {topic}", result.Output, StringComparison.Ordinal);
        Assert.Contains("LONG DESCRIPTION", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_is_text_of_80_columns_that_both_editions_read_as_UTF_8(string topic)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Built.Manifest)!, "en-US", topic + ".help.txt"));

        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("TOPIC", lines[0]);
        Assert.Equal("SHORT DESCRIPTION", lines[3]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.DoesNotContain(lines, line => line.Contains('`', StringComparison.Ordinal) || line.Contains("](", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_topic_names_every_cmdlet()
    {
        var text = File.ReadAllText(Path.Combine(CmdletPage.Folder, "about_HrisConnector.md"));

        Assert.All(SharedSession.CmdletNames, name => Assert.Contains($"| `{name}` |", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Topics_on_statuses_and_properties_leave_none_out()
    {
        var statuses = File.ReadAllText(Path.Combine(CmdletPage.Folder, "about_HrisConnector_Statuses.md"));
        var properties = File.ReadAllText(Path.Combine(CmdletPage.Folder, "about_HrisConnector_Configuration.md"));
        using var schema = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Built.Manifest)!, "hris.schema.json")));

        IEnumerable<string> words = ((CmdletInfo)_session.Run("Get-Command Get-HrisSync").Output[0].BaseObject).Parameters["Status"].ParameterType.GetElementType()!.GetEnumNames();
        IEnumerable<string> details = (string[])_session.Run("[System.Enum]::GetNames([HrisConnector.HrisImportStatus])").Output.Select(name => (string)name.BaseObject).ToArray();
        Assert.All(words.Concat(details), word => Assert.Contains($"| `{word}`", statuses, StringComparison.Ordinal));
        Assert.All(
            schema.RootElement.GetProperty("properties").EnumerateObject().Select(property => property.Name).Where(name => name != "$schema"),
            name => Assert.Contains($"| `{name}` |", properties, StringComparison.Ordinal));
    }

    private CmdletHelp Help(string name) => new(_session.Run($"Get-Help {name} -Full").Output.Single());

    private CmdletInfo Cmdlet(string name) => (CmdletInfo)_session.Run($"Get-Command {name}").Output.Single().BaseObject;
}
