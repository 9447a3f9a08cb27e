using System;
using System.Linq;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

public sealed class GetHrisUserTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public GetHrisUserTests()
    {
        _session.Folder.Write("day1.csv", UsersFile.Of(UsersFile.User("A1"), UsersFile.User("A2"), UsersFile.User("B1", "Zoé", "Lemaître")));
        _session.Folder.Write("day2.csv", UsersFile.Of(UsersFile.User("A1"), UsersFile.Leaver("A2"), UsersFile.User("B1", "Zoé", "Lemaître")));
        _session.Run("Invoke-HrisSync day1.csv, day2.csv -Configuration hris.json");
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("", "A1,A2,B1")]
    [InlineData("b1", "B1")]
    [InlineData("a*", "A1,A2")]
    [InlineData("-UniqueId C1", "")]
    [InlineData("-Email B1@EXAMPLE.ORG", "B1")]
    [InlineData("-Email *@example.org -Archived", "A2")]
    [InlineData("-Email '?1@example.org'", "A1,B1")]
    [InlineData("-Archived", "A2")]
    [InlineData("-Archived:$false", "A1,B1")]
    public void Users_are_found(string parameters, string found)
    {
        var result = _session.Run($"Get-HrisUser {parameters} -Configuration hris.json");

        Assert.Empty(result.Errors);
        Assert.Equal(found, string.Join(',', result.Output.Select(user => user.Text("UniqueId")).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("([WildcardPattern]::Escape('E[1]'))")]
    [InlineData("'E`[1`]*'")]
    public void A_bracket_is_escaped_as_everywhere(string parameters)
    {
        _session.Folder.Write("day3.csv", UsersFile.Of(UsersFile.User("E[1]", email: "e@example.org"), UsersFile.User("E1")));
        _session.Run("Invoke-HrisSync day3.csv -Configuration hris.json");

        Assert.Equal("E[1]", _session.Run($"Get-HrisUser {parameters} -Configuration hris.json").Output.Single().Text("UniqueId"));
    }

    [Fact]
    public void A_user_has_the_fields_of_the_file()
    {
        var user = _session.Run("Get-HrisUser B1 -Configuration hris.json").Output.Single();

        Assert.Equal("Zoé", user.Text("FirstName"));
        Assert.Equal("Lemaître", user.Text("LastName"));
        Assert.Equal("Engineer", user.Text("Title"));
        Assert.Equal("Lab", user.Text("Organization"));
        Assert.Equal("en", user.Text("Language"));
        Assert.Equal(false, user.Get("Archived"));
    }
}
