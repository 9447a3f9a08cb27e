using System;
using System.Linq;
using System.Management.Automation;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

public sealed class StreamTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Progress_names_the_file_and_is_taken_away_at_the_end()
    {
        UsersFile.WriteLarge(_session.Folder.File("users.csv"), 20_000);

        var progress = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json").Progress;

        Assert.NotEmpty(progress);
        Assert.Contains(progress, record => record.Activity.Contains("users.csv", StringComparison.Ordinal));
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
        Assert.All(progress, record => Assert.InRange(record.PercentComplete, -1, 100));
    }

    [Fact]
    public void Progress_comes_about_ten_times_a_second_at_most()
    {
        UsersFile.WriteLarge(_session.Folder.File("users.csv"), 20_000);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var progress = _session.Run("Test-HrisCsv users.csv").Progress;

        Assert.InRange(progress.Count(record => record.RecordType == ProgressRecordType.Processing), 0, 2 + (clock.ElapsedMilliseconds / 100));
    }

    [Fact]
    public void No_stream_but_the_output_holds_personal_data()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(
            UsersFile.User("E1", "Plantedfirst", "Plantedlast", "planted.mail@example.org"),
            UsersFile.User("E1", "Plantedfirst", "Plantedlast", "planted.mail@example.org"),
            "E2,planted.mail@example.org,Plantedfirst,,Active,,,,,+33 1 99 88 77 66,plantedname",
            "E3,planted.mail@example.org,\"Plantedfirst,Plantedlast,Active",
            "Plantedfirst;Plantedlast",
            "E4,not-an-address-planted,Plantedfirst,Plantedlast,Perhaps,,,xx,E9,,"));

        var result = _session.Run("""
            Test-HrisCsv users.csv -Configuration hris.json -Verbose -Debug
            Invoke-HrisSync users.csv -Configuration hris.json -Verbose -Debug
            Invoke-HrisSync users.csv -Configuration hris.json -Verbose -Debug -WhatIf
            Invoke-HrisSync users.csv -Configuration hris.json -Verbose -Debug -Full -Force
            Get-HrisUser -Configuration hris.json -Verbose
            """);

        Assert.NotEmpty(result.Verbose);
        PersonalData.IsNotIn(result, "planted.mail", "Plantedfirst", "Plantedlast", "99 88 77", "plantedname", "not-an-address");
    }

    [Fact]
    public void A_loop_that_has_enough_ends_the_command_upstream()
    {
        UsersFile.WriteLarge(_session.Folder.File("users.csv"), 2_000);
        _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        var result = _session.Run("""
            $seen = 0
            :users foreach ($once in 1) {
                Get-HrisUser -Configuration hris.json | ForEach-Object { $seen++; if ($seen -eq 3) { break users } }
            }
            $seen
            @(Get-HrisUser -Configuration hris.json).Count
            """);

        Assert.Equal([3, 2_000], result.Output.Select(value => value.BaseObject));
    }
}
