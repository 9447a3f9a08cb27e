using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests.Platform;

/// <summary>A run with the platform is taken back, user by user to the values before it.</summary>
public sealed class PlatformUndoTests
{
    [Fact]
    public async Task A_day_of_every_kind_of_change_is_taken_back()
    {
        await using var company = await PlatformSession.StartAsync(state =>
        {
            state.AddGroup("Company/Sales", isPublic: false);
            state.AddGroup("Company/Board", isPublic: false);
            state.AddCustomField("costCenter", "string");
            state.AddUser("l1@example.org", "Linked", "Once");
        });
        company.Configure(configuration =>
        {
            configuration["groups"] = JsonNode.Parse("""{ "rulesFile": "rules.csv", "default": "Company" }""");
            configuration["customFields"] = JsonNode.Parse("""[ { "column": "Cost center", "name": "costCenter", "type": "string" } ]""");
        });
        company.Session.Folder.Write("rules.csv", "Rule,Group,Field,Operator,Value\n1,Company/Sales,organization,equals,Sales\n2,Company/Board,organization,equals,Board\n");
        string[] dayOne =
        [
            "E1,e1@example.org,Ada,One,Active,Clerk,Sales,en,E4,+44 1,,100",
            "E2,e2@example.org,Ada,Two,Active,Clerk,Sales,en,E4,,,100",
            "E3,e3@example.org,Ada,Three,Active,Clerk,Sales,en,E4,,,100",
            "E4,e4@example.org,Ada,Four,Active,Boss,Board,en,,,,",
            "E5,e5@example.org,Ada,Five,Active,Clerk,Sales,en,E4,,,100",
            "E6,e6@example.org,Ada,Six,Active,Clerk,Sales,en,E4,,,100",
        ];
        company.SyncWell(dayOne);
        company.SyncWell([.. dayOne[..5], "E6,e6@example.org,Ada,Six,Inactive,,,,,,,"]);
        var before = company.Platform.State.Snapshot();
        company.SyncWell(
        [
            "E1,e2@example.org,Ada,One,Active,Chief,Board,fr,E5,,eone,200", // everything
            "E2,e1@example.org,Ada,Two,Active,Clerk,Sales,en,E4,,,", // swaps with E1
            "E3,e3@example.org,Ada,Three,Inactive,,,,,,,", // leaves
            "E5,new5@example.org,Ada,Five,Active,Clerk,Sales,en,,,,100",
            "E6,again6@example.org,Ada,Six,Active,Clerk,Board,en,E4,,,300", // comes back
            "L1,l1@example.org,Linked,User,Active,Clerk,Sales,en,E4,,,", // is linked
            "N1,n1@example.org,New,One,Active,Clerk,Sales,en,E1,,,", // is new
        ], "-Force");

        var result = company.Session.Run("Undo-HrisSync 3 -Configuration hris.json");
        var undo = result.Output.Single();
        var log = File.ReadAllText(undo.Text("CsvLogPath"));

        Assert.Empty(result.Errors);
        Assert.True((3L, "Success") == (undo.Number("UndoOf"), undo.Text("Status")), log);
        // Who was new is archived: the platform forgets nobody.
        Assert.Equal("deleted", company.User("N1").Status);
        Assert.Equal(before, Without(company.Platform.State.Snapshot(), "hris:N1"));

        var again = company.SyncWell(dayOne, "-Force");
        Assert.Equal("Success", again.Text("Status"));
    }

    private static string Without(string snapshot, string user)
    {
        var lines = snapshot.Split('\n').ToList();
        var start = lines.FindIndex(line => line.StartsWith(user + " ", StringComparison.Ordinal));
        var end = lines.FindIndex(start + 1, line => !line.StartsWith("  ", StringComparison.Ordinal));
        lines.RemoveRange(start, end - start);
        return string.Join('\n', lines);
    }
}
