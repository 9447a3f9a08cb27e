using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HrisConnector.FakePlatform;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests.Platform;

/// <summary>The client secret, the token and the users' values are where they must be and nowhere else.</summary>
public sealed class PlatformSecrecyTests
{
    private static readonly string[] Personal = ["Planted4711", "planted.mail", "Plantedfirst", "Plantedlast", "99 88 77", "plantedname", "Plantedtitle", "Plantedcost"];

    [Fact]
    public async Task Neither_secrets_nor_personal_data_leave_their_places_whatever_happens()
    {
        await using var company = await PlatformSession.StartAsync(state => state.AddCustomField("costCenter", "string", "Plantedcost1"));
        company.Configure(configuration => configuration["customFields"] = JsonNode.Parse("""[ { "column": "Cost center", "name": "costCenter", "type": "string" } ]"""));
        var results = new List<ScriptResult>();
        ScriptResult Sync(string title, string more = "", string arguments = "-Force")
        {
            var result = company.Sync(
                [
                    $"Planted4711,planted.mail1@example.org,Plantedfirst,Plantedlast,Active,{title},,en,Planted4712,+33 1 99 88 77 66,plantedname,Plantedcost1",
                    "Planted4712,planted.mail2@example.org,Plantedfirst,Plantedlast,Active,Plantedtitle,,en,Planted4713,,Planted name,Plantedcost2",
                    "Planted4714,planted.mail3@example.org,Plantedfirst,,Active,Plantedtitle,,en,,,,",
                    "Planted4715,planted.mail4@example.org,Plantedfirst,Plantedlast,Active,Plantedtitle,,en,,,,",
                    .. more.Length > 0 ? [more] : Array.Empty<string>(),
                ],
                "-Verbose -Debug " + arguments);
            results.Add(result);
            return result;
        }

        company.Platform.Faults.Add(FaultKind.UnknownErrorCode, "POST /api/v2/users", after: 1);
        var refusing = Sync("Plantedtitle0");
        Sync("Plantedtitle1", arguments: "-WhatIf");
        Sync("Plantedtitle1");
        foreach (var (kind, operation) in new[]
                 {
                     (FaultKind.InvalidScope, "PATCH /api/v2/users/{userId}"), (FaultKind.TokenRevoked, "*"), (FaultKind.ServiceUnavailable, "POST /api/v2/users"),
                     (FaultKind.InternalServerError, "POST /api/v2/users"), (FaultKind.DropAfterCommit, "POST /api/v2/users"),
                 })
        {
            company.Platform.Faults.Add(kind, operation, times: kind == FaultKind.TokenRevoked ? 1000 : 3);
            Sync("Plantedtitle" + kind, $"Planted47{kind},planted.{kind}@example.org,Plantedfirst,Plantedlast,Active,Plantedtitle,,en,,,,");
            company.Platform.Faults.Clear();
        }

        Sync("Plantedtitle9", arguments: "-Full -Force");
        results.Add(company.Session.Run("Undo-HrisSync 3 -Configuration hris.json -Verbose -Debug -Force"));
        company.WriteSecret("PlantedWrongSecret");
        Sync("Plantedtitle10");

        Assert.Equal("Warning", refusing.Output.Single().Text("Status"));
        Assert.Contains(results, result => result.ErrorIds.Contains("PlatformForbidden"));
        Assert.Contains(results, result => result.ErrorIds.Contains("PlatformSignInFailed"));
        var tokens = company.Platform.Requests.Where(request => request.Operation == "POST /api/v2/oauth2/token" && request.StatusCode == 200)
            .Select(request => (string)JsonNode.Parse(request.AnswerBody)!["access_token"]!).Distinct().ToArray();
        Assert.NotEmpty(tokens);
        string[] secrets = [PlatformSession.Secret, "PlantedWrongSecret", .. tokens];
        foreach (var result in results)
        {
            Assert.NotEmpty(result.Verbose);
            PersonalData.IsNotIn(result, [.. Personal, .. secrets]);
            var whole = result.Errors.Select(error => error.Exception + string.Concat(error.Exception.Data.Values.Cast<object>()) + error.ErrorDetails + error.CategoryInfo + error.InvocationInfo?.PositionMessage);
            Assert.All(whole, text => Assert.All([.. Personal, .. secrets], planted => Assert.DoesNotContain(planted, text, StringComparison.OrdinalIgnoreCase)));
        }

        foreach (var path in Directory.GetFiles(company.Session.Folder.File("data"), "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
            var isLineLog = Path.GetFileName(Path.GetDirectoryName(path)) == "logs" && Path.GetFileName(path).Contains("users.csv", StringComparison.Ordinal);
            if (!isLineLog && !Path.GetFileName(path).StartsWith("store.db", StringComparison.Ordinal))
            {
                Assert.All(Personal, planted => Assert.DoesNotContain(planted, text, StringComparison.OrdinalIgnoreCase));
            }
        }

        // A failed run has no lines to tell of: its log names nobody.
        foreach (var sync in results.SelectMany(result => result.Output).Where(sync => sync.Text("Status") == "Error"))
        {
            var log = File.ReadAllText(sync.Text("JsonLogPath"));
            Assert.All([.. Personal, .. secrets], planted => Assert.DoesNotContain(planted, log, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task The_store_keeps_nothing_of_the_changes_that_were_under_way()
    {
        await using var company = await PlatformSession.StartAsync();

        company.SyncWell(["E1,e1@example.org,Plantedfirst,Plantedlast,Active,Plantedtitle,,en,,+33 1 99 88 77 66,,"]);

        foreach (var path in Directory.GetFiles(company.Session.Folder.File("data"), "store.db*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(path));
            Assert.All(["Plantedfirst", "Plantedlast", "Plantedtitle", "99 88 77"], planted => Assert.DoesNotContain(planted, text, StringComparison.Ordinal));
        }
    }
}
