using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>What comes out at the other end of Select-Object, Export-Csv, ConvertTo-Json and a remote session. The engine alone has none of these, so the tests read
/// the values as they do: every property, its text, and its serialized form.</summary>
public sealed class PlainValueTests : IDisposable
{
    private const string ThereAndBack = "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($one))";

    private readonly ModuleSession _session = new();

    public PlainValueTests()
    {
        _session.Folder.Write("groups.json", """
            { "connector": "test", "dataPath": "data", "groups": { "rulesFile": "rules.csv" },
              "customFields": [ { "column": "username", "name": "costCenter" }, { "column": "phone", "name": "room" } ],
              "directory": { "groups": [ { "path": "Company" }, { "path": "Company/Lab", "public": true } ] } }
            """);
        _session.Folder.Write("rules.csv", "Rule,Group,Field,Operator,Value\nLab,Company/Lab,organization,equals,Lab\nLab,Company/Lab,title,contains,engineer\n");
        _session.Folder.Write("users.csv", UsersFile.Of("E1,e1@example.org,Ada,Lovelace,Active,Engineer,Lab,en,,R1,100", "E2,,,,Active,,,,,,"));
        _session.Folder.Write("empty.csv", "");
        _session.Run("Invoke-HrisSync users.csv, empty.csv -Configuration groups.json -ErrorAction SilentlyContinue");
    }

    public static TheoryData<string> Results =>
    [
        "Get-HrisSync -Configuration groups.json",
        "Invoke-HrisSync users.csv -Configuration groups.json -WhatIf",
        "Test-HrisCsv users.csv -Configuration groups.json",
        "(Test-HrisCsv users.csv -Configuration groups.json).Issues",
        "Test-HrisGroupRule rules.csv users.csv -Configuration groups.json",
        "Test-HrisConfiguration groups.json",
        "Get-HrisUser -Configuration groups.json",
        "[HrisConnector.HrisHostKey] @{ HostName = 'sftp.example.org'; Port = 22; KeyType = 'ssh-ed25519'; KeyLength = 256; Fingerprint = 'SHA256:x' }",
    ];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Results))]
    public void No_cell_of_a_table_is_the_name_of_a_type(string command)
    {
        foreach (var result in Run(command))
        {
            Assert.All(result.Properties, property => Assert.DoesNotMatch(@"System\.|HrisConnector\.|\[\]", Cell(property)));
        }
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void Every_value_is_plain_or_a_list_of_plain_ones(string command)
    {
        foreach (var result in Run(command))
        {
            Assert.All(result.Properties, property => Assert.True(IsPlain(property.Value, depth: 2), $"{property.Name} is a {property.Value?.GetType()}"));
        }
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_is_the_same_at_the_other_end_of_a_remote_session(string command)
    {
        // Serialized in the pipeline, as a remote session does.
        var pairs = Run($"foreach ($one in @({command})) {{ $one; {ThereAndBack} }}");
        Assert.NotEmpty(pairs);
        foreach (var (result, there) in pairs.Where((_, i) => i % 2 == 0).Zip(pairs.Where((_, i) => i % 2 == 1)))
        {
            Assert.Equal("Deserialized." + result.TypeNames[0], there.TypeNames[0]);
            Assert.Equal(result.Properties.Select(property => property.Name).Order(), there.Properties.Select(property => property.Name).Order());
            foreach (var property in result.Properties.Where(property => Base(property.Value) is not IEnumerable or string))
            {
                Assert.Equal(Base(property.Value), Base(there.Properties[property.Name].Value));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_from_a_remote_session_looks_as_one_from_here(string command)
    {
        // One run of the command for both: free disk space differs from one to the next.
        _session.Run($"$global:results = @({command})");
        var here = _session.Show("$global:results");
        var there = _session.Show($"foreach ($one in $global:results) {{ {ThereAndBack} }}");

        Assert.NotEmpty(here);
        Assert.Equal(here, there);
    }

    [Fact]
    public void A_status_is_its_word()
    {
        Assert.Equal(["Error", "Warning"], Run("Get-HrisSync -Configuration groups.json").Select(run => Base(run.Properties["Status"].Value)));
        Assert.Equal("Warning", Base(Run("Invoke-HrisSync users.csv -Configuration groups.json -WhatIf").Single().Properties["Status"].Value));
        Assert.All(Run("(Test-HrisCsv users.csv).Issues"), issue => Assert.IsType<string>(Base(issue.Properties["Severity"].Value)));
        Assert.All(Run("Test-HrisConfiguration groups.json"), check => Assert.IsType<string>(Base(check.Properties["Status"].Value)));
    }

    [Fact]
    public void A_status_compares_with_the_word_and_with_the_type()
    {
        var answers = _session.Run("""
            $run = Get-HrisSync -Id 2 -Configuration groups.json
            $run.Status -eq 'Error'
            $run.Status -eq [HrisConnector.HrisSyncStatus]::Error
            [HrisConnector.HrisSyncStatus]::Error -eq $run.Status
            [HrisConnector.HrisSyncStatus] $run.Status -eq 'Error'
            $run -is [HrisConnector.HrisSync]
            @($run | Export-HrisSyncLog -DestinationPath logs.zip).Count -eq 1
            """);

        Assert.Empty(answers.Errors);
        Assert.Equal([true, true, true, true, true, true], answers.Output.Select(answer => answer.BaseObject));
    }

    [Fact]
    public void The_questions_of_a_monitoring_in_the_documentation_are_answered()
    {
        // docs/scheduled-tasks.md, "Who is told"; without the exits, which would end the session of the tests as well.
        var page = File.ReadAllText(Path.Combine(Built.Docs, "scheduled-tasks.md"));
        var snippets = page.Split("```powershell\n").Skip(1).Select(text => text[..text.IndexOf("```", StringComparison.Ordinal)]).ToArray();
        var good = Assert.Single(snippets, text => text.Contains("CRITICAL", StringComparison.Ordinal));
        var gauge = Assert.Single(snippets, text => text.Contains("node_exporter", StringComparison.Ordinal));
        var file = Path.Combine(_session.Folder.Path, "hris.prom");

        var answers = _session.Run(Here(good).Replace("; exit 2", "", StringComparison.Ordinal).Replace("; exit 0", "", StringComparison.Ordinal));
        var gauged = _session.Run(Here(gauge).Replace("/var/lib/node_exporter/hris.prom", file, StringComparison.Ordinal));

        Assert.Empty(answers.Errors);
        Assert.Matches(@"^OK: run 1 of \d{4}-", Assert.Single(answers.Output).ToString());
        Assert.Empty(gauged.Errors);
        Assert.Equal("hris_last_run_status 3\nhris_last_run_archived_users 0\n", File.ReadAllText(file));
    }

    private static string Here(string snippet) => snippet.Replace("hris.json", "groups.json", StringComparison.Ordinal);

    [Fact]
    public void A_date_is_ISO_as_text_and_a_date_for_whoever_calculates()
    {
        var run = Run("Get-HrisSync -Id 1 -Configuration groups.json").Single();

        var start = Assert.IsType<DateTime>(Base(run.Properties["StartDate"].Value));
        Assert.Equal(DateTimeKind.Utc, start.Kind);
        Assert.Equal(start.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), Cell(run.Properties["StartDate"]));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", Cell(run.Properties["EndDate"]));
        var result = _session.Run("""
            $run = Get-HrisSync -Id 1 -Configuration groups.json
            ($run.EndDate - $run.StartDate) -eq $run.Duration
            $run.StartDate.AddDays(1) -gt $run.EndDate
            $run.StartDate.ToLocalTime() -is [datetime]
            $run.StartDate.ToString('yyyy') -match '^20\d\d$'
            """);
        Assert.Empty(result.Errors);
        Assert.Equal([true, true, true, true], result.Output.Select(value => value.BaseObject));
    }

    [Fact]
    public void A_list_is_its_values_with_bars_between_them()
    {
        Assert.Equal("File is empty", Cell(Run("Get-HrisSync -Id 2 -Configuration groups.json").Single().Properties["Logs"]));
        var user = Run("Get-HrisUser -UniqueId E1 -Configuration groups.json").Single();
        Assert.Equal("Company | Company/Lab", Cell(user.Properties["Groups"]));
        Assert.Equal("costCenter = 100 | room = R1", Cell(user.Properties["CustomFields"]));
        var rule = Run("Test-HrisGroupRule rules.csv users.csv -Configuration groups.json")[0];
        Assert.Equal("2 | 3", Cell(rule.Properties["Lines"]));
        Assert.Equal("organization equals Lab | title contains engineer", Cell(rule.Properties["Conditions"]));
        Assert.Equal("1 issue", Cell(Run("Test-HrisCsv users.csv -Column email -Configuration groups.json").Single().Properties["Issues"]).Replace("issues", "issue", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_of_custom_fields_are_found_in_any_case()
    {
        Assert.Equal(["100", "100"], _session.Run("$u = Get-HrisUser -UniqueId E1 -Configuration groups.json; $u.CustomFields['COSTCENTER']; $u.CustomFields.costCenter").Output.Select(value => value.BaseObject));
    }

    [Fact]
    public void The_issues_of_a_report_come_whole_through_a_remote_session()
    {
        var there = Run($"$one = Test-HrisCsv users.csv -Configuration groups.json; {ThereAndBack}").Single();

        var issues = ((IEnumerable)Base(there.Properties["Issues"].Value)!).Cast<PSObject>().ToList();
        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.NotNull(issue.Properties["Message"]?.Value));
    }

    // As Export-Csv makes it.
    private static string Cell(PSPropertyInfo property) => property.Value?.ToString() ?? "";

    private static object? Base(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static bool IsPlain(object? value, int depth) => Base(value) switch
    {
        null or string or bool or DateTime or TimeSpan or long or int => true,
        IDictionary map => map.Values.Cast<object?>().All(one => one is string),
        IEnumerable many => depth > 0 && many.Cast<object?>().All(one => IsPlain(one, depth - 1)),
        var other => other.GetType().Namespace == "HrisConnector" && !other.GetType().IsEnum && depth == 1,
    };

    private IReadOnlyList<PSObject> Run(string command) => _session.Run(command).Output;
}
