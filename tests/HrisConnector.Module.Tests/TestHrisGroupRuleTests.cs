using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Issue 3, item 1: the rules file is checked before a synchronization uses it.</summary>
public sealed class TestHrisGroupRuleTests : IDisposable
{
    private const string Header = "Rule,Group,Field,Operator,Value\n";
    private const string Good = Header + "Engineers,company/engineers,title,equals,engineer\nEngineers,Company/Engineers,language,isNotEmpty,\nNobody,Company,title,startsWith,King\n";
    private readonly ModuleSession _session = new();

    public TestHrisGroupRuleTests()
    {
        object[] groups = [new { path = "Company" }, new { path = "Company/Engineers", @public = true }, new { path = "Guests" }];
        _session.Folder.Write("hris.json", JsonSerializer.Serialize(new
        {
            connector = "test",
            dataPath = _session.Folder.File("data"),
            groups = new { rulesFile = "rules.csv", @default = "Guests" },
            directory = new { groups },
        }));
        _session.Folder.Write("users.csv", UsersFile.Of(
            UsersFile.User("E1"), UsersFile.User("E2"), "E3,e3@example.org,Grace,Hopper,Active,Admiral,,en,,,", UsersFile.Leaver("E4"), "E5,,Grace,Hopper,Active,,,,,,"));
        _session.Folder.Write("rules.csv", Good);
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_rule_is_an_object_with_its_group_its_lines_and_its_conditions()
    {
        var result = _session.Run("Test-HrisGroupRule rules.csv -Configuration hris.json");

        Assert.Empty(result.Errors);
        Assert.Equal(["Engineers", "Nobody"], result.Output.Select(rule => rule.Text("Rule")));
        Assert.Equal("Company/Engineers", result.Output[0].Text("Group"));
        Assert.Equal([2, 3], ((IEnumerable)result.Output[0].Get("Lines")!).Cast<int>());
        Assert.Equal(["title equals engineer", "language isNotEmpty"], ((IEnumerable)result.Output[0].Get("Conditions")!).Cast<string>());
        Assert.Null(result.Output[0].Get("Users"));
        Assert.Equal(false, result.Output[1].Get("TakesNobody"));
    }

    [Fact]
    public void With_a_users_file_it_says_whom_each_rule_takes_and_whom_none_does()
    {
        var result = _session.Run("Test-HrisGroupRule -Path rules.csv -CsvPath users.csv -Configuration hris.json");

        Assert.Equal([2L, 0L, 1L], result.Output.Select(rule => rule.Number("Users")));
        Assert.Equal([false, true, false], result.Output.Select(rule => rule.Get("TakesNobody")));
        Assert.Equal(["E1", "E2"], ((IEnumerable)result.Output[0].Get("UniqueIds")!).Cast<string>());
        var rest = result.Output[2];
        Assert.Null(rest.Get("Rule"));
        Assert.Equal("Guests", rest.Text("Group"));
        Assert.Equal(["E3"], ((IEnumerable)rest.Get("UniqueIds")!).Cast<string>());
    }

    [Fact]
    public void Each_fault_is_an_error_with_its_line_and_the_rules_come_all_the_same()
    {
        _session.Folder.Write("rules.csv", Good + "Bad,Company/Nowhere,title,matches,(\nBad,Company/Nowhere,country,is,FR\n");

        var result = _session.Run("Test-HrisGroupRule rules.csv users.csv -Configuration hris.json");

        Assert.Equal(["Engineers", "Nobody", "Bad"], result.Output.Select(rule => rule.Text("Rule")));
        Assert.All(result.Output, rule => Assert.Null(rule.Get("Users")));
        Assert.All(result.ErrorIds, id => Assert.Equal("GroupRulesInvalid", id));
        Assert.Equal([5, 5, 6, 6], result.Errors.Select(error => (int)error.TargetObject));
        Assert.Contains(result.Errors, error => error.ToString() == "rules.csv, line 6: Field: the users file has no column for 'country'");
        Assert.All(result.Errors, error => Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category));
    }

    [Fact]
    public void Without_a_configuration_groups_are_not_judged()
    {
        _session.Folder.Write("rules.csv", Header + "A,Anywhere/at all,title,isEmpty,\n");

        var result = _session.Run("[System.IO.FileInfo]\"$PWD/rules.csv\" | Test-HrisGroupRule -Verbose");

        Assert.Empty(result.Errors);
        Assert.Equal("Anywhere/at all", result.Output.Single().Text("Group"));
        Assert.Contains(result.Verbose, text => text.Contains("not judged", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Test-HrisGroupRule nowhere.csv", "GroupRulesUnreadable")]
    [InlineData("Test-HrisGroupRule rules.csv nowhere.csv", "SourceNotFound")]
    [InlineData("Test-HrisGroupRule rules.csv empty.csv", "FileEmpty")]
    public void A_file_that_cannot_be_used_is_an_error(string command, string id)
    {
        _session.Folder.Write("empty.csv", "");

        Assert.Equal([id], _session.Run(command + " -Configuration hris.json").ErrorIds);
    }

    [Fact]
    public void It_changes_nothing()
    {
        _session.Run("Test-HrisGroupRule rules.csv users.csv -Configuration hris.json");

        Assert.False(Directory.Exists(_session.Folder.File("data")));
    }

    [Fact]
    public void Rules_are_a_table()
    {
        var lines = _session.Show("Test-HrisGroupRule rules.csv users.csv -Configuration hris.json").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).ToArray();

        Assert.Matches(@"^Rule\s+Group\s+Users\s+Conditions$", lines[0]);
        Assert.Matches(@"^Engineers\s+Company/Engineers\s+2\s+title equals engineer and language isNotEmpty$", lines[2]);
        Assert.Matches(@"^\(no rule\)\s+Guests\s+1$", lines[4]);
    }

    [Fact]
    public void A_synchronization_shows_the_groups_of_a_user_and_the_count_of_users_without_a_rule()
    {
        var run = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json").Output.Single();

        Assert.Equal(1, run.Number("NoGroupsMatch"));
        var users = _session.Run("Get-HrisUser -Configuration hris.json").Output;
        Assert.Equal(["Company", "Company/Engineers"], ((IEnumerable)users[0].Get("Groups")!).Cast<string>());
        Assert.Equal(["Guests"], ((IEnumerable)users[2].Get("Groups")!).Cast<string>());
    }

    [Fact]
    public void Faulty_rules_fail_the_synchronization_with_their_own_id()
    {
        _session.Folder.Write("rules.csv", Header + "A,Nowhere,title,isEmpty,\n");

        var result = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        Assert.Equal(["GroupRulesInvalid"], result.ErrorIds);
        Assert.Equal("Error", result.Output.Single().Text("Status"));
    }
}
