using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using HrisConnector.Core.Configuration;
using Xunit;

namespace HrisConnector.Core.Tests.Configuration;

/// <summary>configuration.md: groups and directory.groups.</summary>
public sealed class GroupsConfigurationTests
{
    private const string Directory = """ "directory": { "groups": [ { "path": "Company" }, { "path": " Company / Sales ", "public": true } ] } """;

    [Fact]
    public void Groups_are_read_with_their_paths_tidied_and_the_rules_file_beside_the_configuration()
    {
        var configuration = Read($$"""{ "groups": { "rulesFile": "rules.csv", "default": "company/SALES" }, {{Directory}} }""", out var faults);

        Assert.Empty(faults);
        Assert.Equal([new("Company", false), new("Company/Sales", true)], configuration!.DirectoryGroups!);
        Assert.Equal(new GroupsConfiguration(Path.Combine(Path.GetTempPath(), "rules.csv"), "company/SALES"), configuration.Groups);
    }

    [Fact]
    public void Without_a_word_there_are_no_groups()
    {
        Assert.Null(Read("{}", out _)!.Groups);
        Assert.Null(Read("{}", out _)!.DirectoryGroups);
        Assert.Null(Read("""{ "groups": {} }""", out _)!.Groups);
    }

    [Fact]
    public void A_default_group_may_be_an_id_which_the_store_alone_knows()
    {
        Read($$"""{ "groups": { "default": "2" }, {{Directory}} }""", out var faults);

        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("""{ "groups": { "default": "Nowhere" }, "directory": { "groups": [ { "path": "Company" } ] } }""", "'groups.default' names the group 'Nowhere', which is not in directory.groups")]
    [InlineData("""{ "groups": { "rulesFile": "r.csv" } }""", "'groups.rulesFile' needs groups, and directory.groups lists none")]
    [InlineData("""{ "groups": { "rules": "r.csv" } }""", "'groups.rules' is not a known property")]
    [InlineData("""{ "directory": { "groups": [ { "path": "A" }, { "path": "a " } ] } }""", "'directory.groups[1].path' repeats the group 'a'")]
    [InlineData("""{ "directory": { "groups": [ { "path": "A/B" } ] } }""", "'directory.groups[0].path' is in the group 'A', which is not in the list")]
    [InlineData("""{ "directory": { "groups": [ { "path": "A//B" } ] } }""", "'directory.groups[0].path' has a blank name between two slashes or at an end")]
    [InlineData("""{ "directory": { "groups": [ { "public": true } ] } }""", "'directory.groups[0].path' is missing")]
    [InlineData("""{ "directory": { "groups": [ { "path": "A", "private": true } ] } }""", "'directory.groups[0].private' is not a known property")]
    public void A_fault_names_the_property(string json, string fault)
    {
        Read(json, out var faults);

        Assert.Equal([fault], faults.Select(found => found.Message));
    }

    private static ConnectorConfiguration? Read(string json, out List<ConfigurationFault> faults) =>
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), Path.GetTempPath(), faults = []);
}
