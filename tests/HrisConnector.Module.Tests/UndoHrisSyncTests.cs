using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Issue 6, item 5: a finished run is taken back.</summary>
public sealed class UndoHrisSyncTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public UndoHrisSyncTests()
    {
        Sync("day1.csv", UsersFile.User("E1"), UsersFile.User("E2"));
        Sync("day2.csv", UsersFile.User("E1", lastName: "King"), UsersFile.Leaver("E2"), UsersFile.User("E3"));
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_run_is_taken_back_and_the_undo_is_a_run_of_its_own()
    {
        var result = _session.Run("Undo-HrisSync -Id 2 -Configuration hris.json");

        Assert.Empty(result.Errors);
        var undo = result.Output.Single();
        Assert.Equal((3L, 2L, "day2.csv", "Success"), (undo.Number("Id"), undo.Number("UndoOf"), undo.Text("File"), undo.Text("Status")));
        Assert.Equal((1L, 1L, 1L), (undo.Number("Created"), undo.Number("Updated"), undo.Number("Archived")));
        Assert.True(File.Exists(undo.Text("CsvLogPath")) && File.Exists(undo.Text("JsonLogPath")));
        Assert.Equal(["E1 Lovelace False", "E2 Lovelace False", "E3 Lovelace True"], Users());
    }

    [Fact]
    public void WhatIf_shows_what_an_undo_would_do_and_changes_nothing()
    {
        var before = Users();

        var planned = _session.Run("Undo-HrisSync 2 -Configuration hris.json -WhatIf").Output.Single();

        Assert.Equal((true, 0L, 2L, 1L, 1L, 1L), ((bool)planned.Get("Planned")!, planned.Number("Id"), planned.Number("UndoOf"), planned.Number("Created"), planned.Number("Updated"), planned.Number("Archived")));
        Assert.Equal(before, Users());
        Assert.Equal(2, _session.Run("Get-HrisSync -Configuration hris.json").Output.Count);
    }

    [Fact]
    public void Nobody_is_asked_unless_Confirm_is_given()
    {
        var metadata = new CommandMetadata((CmdletInfo)_session.Run("Get-Command Undo-HrisSync").Output.Single().BaseObject);

        Assert.Equal(ConfirmImpact.Medium, metadata.ConfirmImpact);
    }

    [Fact]
    public void Piped_runs_are_taken_back_in_their_order()
    {
        var result = _session.Run("Get-HrisSync -Configuration hris.json | Undo-HrisSync -Configuration hris.json");

        Assert.Empty(result.Errors);
        Assert.Equal([2L, 1L], result.Output.Select(undo => undo.Number("UndoOf")));
        Assert.All(Users(), user => Assert.EndsWith("True", user, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_of_another_connector_is_refused_whatever_its_number()
    {
        _session.Folder.Write("other.json", JsonSerializer.Serialize(new { connector = "other", dataPath = _session.Folder.File("data") }));

        var result = _session.Run("Get-HrisSync 2 -Configuration hris.json | Undo-HrisSync -Configuration other.json");

        Assert.Equal(["RunNotFound"], result.ErrorIds);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Users_who_were_changed_since_stop_it_and_Force_takes_them_back_too()
    {
        Sync("day3.csv", UsersFile.User("E1", lastName: "Queen"));

        var refused = _session.Run("Undo-HrisSync 2 -Configuration hris.json");
        var forced = _session.Run("Undo-HrisSync 2 -Configuration hris.json -Force");

        var error = Assert.Single(refused.Errors);
        Assert.Equal("UsersChangedSince,HrisConnector.Cmdlets.UndoHrisSyncCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(("Error", 1L), (refused.Output.Single().Text("Status"), refused.Output.Single().Number("Ignored")));
        Assert.Contains("NoActionDone,User was changed since,E1,", File.ReadAllText(refused.Output.Single().Text("CsvLogPath")!), StringComparison.Ordinal);
        Assert.Empty(forced.Errors);
        Assert.Equal(["E1 Lovelace False", "E2 Lovelace False", "E3 Lovelace True"], Users());
    }

    [Theory]
    [InlineData("99", "RunNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("3", "NothingToUndo", ErrorCategory.InvalidOperation)]
    [InlineData("2", "AlreadyUndone", ErrorCategory.InvalidOperation)]
    public void A_run_that_cannot_be_undone_is_an_error_and_does_not_keep_the_others_back(string id, string error, ErrorCategory category)
    {
        Sync("day2.csv", UsersFile.User("E1", lastName: "King"), UsersFile.Leaver("E2"), UsersFile.User("E3"));
        _session.Run("Undo-HrisSync 2 -Configuration hris.json");

        var result = _session.Run(string.Create(CultureInfo.InvariantCulture, $"Undo-HrisSync {id}, 1 -Configuration hris.json"));

        Assert.Equal([error], result.ErrorIds);
        Assert.Equal(category, result.Errors[0].CategoryInfo.Category);
        Assert.Equal(1, result.Output.Single().Number("UndoOf"));
    }

    [Fact]
    public void No_stream_but_the_output_holds_personal_data()
    {
        Sync("users.csv", UsersFile.User("E7", "Plantedfirst", "Plantedlast", "planted.mail@example.org"));
        Sync("users.csv", UsersFile.User("E7", "Plantedother", "Plantedlast", "planted.other@example.org"));
        Sync("users.csv", UsersFile.User("E7", "Plantedthird", "Plantedlast", "planted.third@example.org"));

        var result = _session.Run("""
            Undo-HrisSync 4 -Configuration hris.json -Verbose -Debug
            Undo-HrisSync 4 -Configuration hris.json -Verbose -Debug -WhatIf
            Undo-HrisSync 4 -Configuration hris.json -Verbose -Debug -Force
            """);

        Assert.NotEmpty(result.Verbose);
        Assert.NotEmpty(result.Errors);
        PersonalData.IsNotIn(result, "planted.", "Planted", "E7");
    }

    [Fact]
    public void The_views_say_that_a_run_is_an_undo()
    {
        _session.Run("Undo-HrisSync 2 -Configuration hris.json");

        Assert.Matches(@"3 Successful\s+\d{4}-\d\d-\d\d \d\d:\d\d Undo of 2: day2\.csv\s+3\s+1\s+1\s+1", _session.Show("Get-HrisSync 3 -Configuration hris.json"));
        Assert.DoesNotContain("Undo of", _session.Show("Get-HrisSync 2 -Configuration hris.json"), StringComparison.Ordinal);
    }

    private void Sync(string name, params string[] lines)
    {
        _session.Folder.Write(name, UsersFile.Of(lines));
        Assert.Empty(_session.Run($"Invoke-HrisSync {name} -Configuration hris.json -Force").Errors);
    }

    private string[] Users() => [.. _session.Run("Get-HrisUser -Configuration hris.json").Output.Select(user => $"{user.Text("UniqueId")} {user.Text("LastName")} {user.Get("Archived")}")];
}
