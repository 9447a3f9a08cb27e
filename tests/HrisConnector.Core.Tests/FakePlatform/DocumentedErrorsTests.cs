using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

using HrisConnector.FakePlatform;

/// <summary>Every error that the documents name for an operation is one that the fake platform can give, and it gives no other.</summary>
public sealed class DocumentedErrorsTests
{
    private const string Nobody = "507f1f77bcf86cd799439011";

    /// <summary>Requests that are refused each for a reason of its own. Names in braces stand for ids.</summary>
    private static readonly (string Method, string Path, string? Body)[] Mistakes =
    [
        ("POST", "oauth2/token", """{ "grant_type": "client_credentials" }"""),
        ("POST", "oauth2/token", """{ "grant_type": "password", "client_id": "client", "client_secret": "secret" }"""),
        ("POST", "oauth2/token", """{ "grant_type": "client_credentials", "client_id": "client", "client_secret": "wrong" }"""),
        ("POST", "oauth2/token", """{ "grant_type": "client_credentials", "client_id": "client", "client_secret": "secret", "user_id": "{gone}" }"""),

        ("POST", "users", """{ "mail": "new@example.org", "membership": {root}, "toBeDeactivatedAt": "2001-01-01T00:00:00.000Z" }"""),
        ("POST", "users", """{ "mail": "gone@example.org", "username": "away", "membership": {root} }"""),
        ("POST", "users", """{ "mail": "new", "membership": {root} }"""),
        ("POST", "users", """{ "membership": {root} }"""),
        ("POST", "users", """{ "mail": "ann@example.org", "membership": {root} }"""),
        ("POST", "users", """{ "mail": "new@example.org", "membership": {root}, "primaryGroupId": "{nobody}" }"""),
        ("POST", "users", """{ "mail": "new@example.org", "username": "ann", "membership": {root} }"""),
        ("POST", "users", """{ "mail": "new@example.org", "membership": { "groupId": "{nobody}", "role": "learner" } }"""),
        ("GET", "users/{nobody}", null),
        ("GET", "users/{nobody}/roles", null),
        ("PATCH", "users/{nobody}", "{}"),
        ("PATCH", "users/{ann}", """{ "toBeDeactivatedAt": "2001-01-01T00:00:00.000Z" }"""),
        ("PATCH", "users/{ann}", """{ "profileImageId": "{nobody}" }"""),
        ("PATCH", "users/{gone}", """{ "toBeDeactivatedAt": "2901-01-01T00:00:00.000Z" }"""),
        ("PATCH", "users/{owner}", """{ "toBeDeactivatedAt": "2901-01-01T00:00:00.000Z" }"""),
        ("PATCH", "users/{ann}", """{ "mail": "a@b@c" }"""),
        ("PATCH", "users/{ann}", """{ "mail": "GONE@example.org" }"""),
        ("PATCH", "users/{ann}", """{ "primaryGroupId": "{nobody}" }"""),
        ("PATCH", "users/{ann}", """{ "username": "away" }"""),
        ("PATCH", "users/{owner}", """{ "mail": null }"""),
        ("DELETE", "users/{nobody}", null),
        ("DELETE", "users/{owner}", null),
        ("PUT", "users/{nobody}/activate", null),
        ("PUT", "users/{gone}/activate", null),

        ("GET", "users/{nobody}/managers", null),
        ("POST", "users/{nobody}/managers/{owner}", null),
        ("POST", "users/{ann}/managers/{nobody}", null),
        ("POST", "users/{gone}/managers/{ann}", null),
        ("POST", "users/{ann}/managers/{gone}", null),
        ("DELETE", "users/{nobody}/managers/{owner}", null),
        ("DELETE", "users/{ann}/managers/{nobody}", null),
        ("DELETE", "users/{gone}/managers/{ann}", null),
        ("DELETE", "users/{ann}/managers/{owner}", null),

        ("GET", "users/{nobody}/custom-fields/values", null),
        ("PUT", "users/{nobody}/custom-fields/values", """{ "customValues": [] }"""),
        ("PUT", "users/{ann}/custom-fields/values", """{ "customValues": [ { "customFieldId": "{nobody}", "type": "string", "value": "x" } ] }"""),
        ("PUT", "users/{ann}/custom-fields/values", """{ "customValues": [ { "customFieldId": "{center}", "type": "string", "value": "x" } ] }"""),
        ("PUT", "users/{ann}/custom-fields/values", """{ "customValues": [ { "customFieldId": "{hired}", "type": "date", "value": "2026-02-30" } ] }"""),
        ("PUT", "users/{ann}/custom-fields/values", """{ "customValues": [ { "customFieldId": "{center}", "type": "date", "value": "2026-02-28" } ] }"""),
        ("PUT", "users/{ann}/custom-fields/values",
            """{ "customValues": [ { "customFieldId": "{center}", "type": "string", "value": "1" }, { "customFieldId": "{center}", "type": "string", "value": "1" } ] }"""),
        ("GET", "custom-fields/{nobody}/authorized-values", null),

        ("POST", "external-ids", """{ "platform": "hris", "targetId": "{ann}", "targetType": "user", "value": "new" }"""),
        ("POST", "external-ids", """{ "platform": "hris", "targetId": "{owner}", "targetType": "user", "value": "4711" }"""),
        ("POST", "external-ids", """{ "platform": "360learning", "targetId": "{owner}", "targetType": "user", "value": "new" }"""),
        ("POST", "external-ids", """{ "platform": "hris", "targetId": "{nobody}", "targetType": "user", "value": "new" }"""),
        ("PUT", "external-ids/{nobody}", """{ "platform": "hris", "targetId": "{ann}", "targetType": "user", "value": "new" }"""),
        ("PUT", "external-ids/{mapping}", """{ "platform": "hris", "targetId": "{nobody}", "targetType": "user", "value": "new" }"""),
        ("PUT", "external-ids/{mapping}", """{ "platform": "hris", "targetId": "{gone}", "targetType": "user", "value": "new" }"""),
        ("PUT", "external-ids/{mapping}", """{ "platform": "hris", "targetId": "{ann}", "targetType": "user", "value": "4712" }"""),
        ("PUT", "external-ids/{mapping}", """{ "platform": "360learning", "targetId": "{ann}", "targetType": "user", "value": "new" }"""),
        ("DELETE", "external-ids/{nobody}", null),
        ("DELETE", "external-ids/{reserved}", null),

        ("GET", "groups/{nobody}/roles", null),
        ("POST", "groups/{nobody}/learner/{ann}", null),
        ("POST", "groups/{company}/learner/{nobody}", null),
        ("POST", "groups/{company}/learner/{gone}", null),
        ("DELETE", "groups/{nobody}/learner/{ann}", null),
        ("DELETE", "groups/{company}/admin/{ann}", null),

        ("POST", "bulk/groups/memberships", "{}"),
        ("POST", "bulk/groups/memberships", """{ "input": [ {many} ] }"""),
        ("DELETE", "bulk/groups/memberships", """{ "input": {} }"""),
        ("DELETE", "bulk/groups/memberships", """{ "input": [ {many} ] }"""),
        ("GET", "bulk/operations/{nobody}", null),
        ("GET", "bulk/operations/{nobody}/results", null),
        ("GET", "bulk/operations/{operation}/results", null),
    ];

    /// <summary>Requests that a company refuses which shares addresses, has neither usernames nor analysts, and has the bulk API switched off.</summary>
    private static readonly (string Method, string Path, string? Body)[] MistakesInANarrowCompany =
    [
        ("POST", "users", """{ "mail": "new@example.org", "membership": { "groupId": "{company}", "role": "analyst" } }"""),
        ("POST", "users", """{ "mail": "desk@example.org", "membership": {root} }"""),
        ("POST", "users", """{ "username": "new", "membership": {root} }"""),
        ("PATCH", "users/{ann}", """{ "username": "new" }"""),
        ("POST", "groups/{company}/analyst/{ann}", null),
        ("DELETE", "groups/{company}/analyst/{ann}", null),
        ("POST", "bulk/groups/memberships", """{ "input": [] }"""),
        ("DELETE", "bulk/groups/memberships", """{ "input": [] }"""),
    ];

    [Fact]
    public async Task Every_documented_error_is_given_and_no_other()
    {
        OpenApiDocuments? documents = OpenApiDocuments.Find();
        Assert.SkipUnless(documents != null, OpenApiDocuments.Absent);

        (string Operation, string Outcome)[] given =
        [
            .. await MakeMistakesAsync(TestPlatform.Unhurried with { BulkDelay = null }, Mistakes),
            .. await MakeMistakesAsync(
                TestPlatform.Unhurried with { SharedMails = true, UsernamesAllowed = false, AnalystAvailable = false, BulkDisabled = true },
                MistakesInANarrowCompany),
            .. await TryEverythingAsync(TestPlatform.Unhurried, "unknown token"),
            .. await TryEverythingAsync(TestPlatform.Unhurried with { Scopes = new HashSet<string>() }),
            .. await TryEverythingAsync(TestPlatform.Unhurried with { ReadsPerSecond = 0, WritesPerSecond = 0, BulkOperationsAtOnce = 0 }),
        ];

        ILookup<string, string> errors = given.ToLookup(error => error.Operation, error => error.Outcome);
        Assert.All(FakePlatform.OperationNames, operation => Assert.Equal(
            documents.DocumentedErrors(operation), errors[operation].Distinct().Order(StringComparer.Ordinal)));
    }

    private static async Task<List<(string Operation, string Outcome)>> MakeMistakesAsync(
        FakePlatformOptions options, (string Method, string Path, string? Body)[] mistakes)
    {
        await using TestPlatform platform = await TestPlatform.StartAsync(options);
        Dictionary<string, string> names = await FillAsync(platform);
        string Named(string text) => Regex.Replace(text, @"\{(\w+)\}", match => names[match.Groups[1].Value]);

        var outcomes = new List<(string, string)>();
        foreach ((var method, var path, var body) in mistakes)
        {
            var before = platform.State.Snapshot();
            PlatformReply reply = await platform.SendAsync(method, "/api/v2/" + Named(path), body == null ? null : Named(body));
            Assert.Equal(before, platform.State.Snapshot());
            outcomes.Add((platform.Platform.Requests[^1].Operation, reply.Outcome));
        }
        return outcomes;
    }

    /// <summary>Every operation that needs a token, with a body that is as documented where there is one.</summary>
    private static async Task<List<(string Operation, string Outcome)>> TryEverythingAsync(FakePlatformOptions options, string? token = null)
    {
        await using TestPlatform platform = await TestPlatform.StartAsync(options);
        token ??= await platform.TakeTokenAsync();
        var outcomes = new List<(string, string)>();
        foreach (var operation in FakePlatform.OperationNames.Where(name => !name.EndsWith("token", StringComparison.Ordinal)))
        {
            var parts = Regex.Replace(operation.Replace("{role}", "learner", StringComparison.Ordinal), @"\{\w+\}", Nobody).Split(' ');
            object? body = parts[0] == "GET" ? null : """{ "input": [] }""";
            outcomes.Add((operation, (await platform.SendAsync(parts[0], parts[1], body, token, "v2.0")).Outcome));
        }
        return outcomes;
    }

    private static async Task<Dictionary<string, string>> FillAsync(TestPlatform platform)
    {
        PlatformState state = platform.State;
        var ann = state.AddUser("ann@example.org", "Ann", "Archer", username: "ann");
        var gone = state.AddUser("gone@example.org", "Gus", "Gone", "deleted");
        state.AddUser("away@example.org", "Abe", "Away", "deleted", username: "away");
        state.AddMapping("hris", "4711", ann);
        state.AddMapping("hris", "4712", gone);
        state.AddMapping("360learning", "1", ann);
        for (var i = 0; i < 100; i++)
        {
            state.AddUser("desk@example.org", "Desk", "User");
        }
        PlatformReply operation = await platform.SendAsync("POST", "/api/v2/bulk/groups/memberships", new { input = Array.Empty<object>() });
        return new Dictionary<string, string>
        {
            ["ann"] = ann,
            ["gone"] = gone,
            ["owner"] = state.OwnerId,
            ["nobody"] = Nobody,
            ["company"] = state.RootGroupId,
            ["root"] = $$"""{ "groupId": "{{state.RootGroupId}}", "role": "learner" }""",
            ["center"] = state.AddCustomField("costCenter", "string", "1", "2"),
            ["hired"] = state.AddCustomField("hireDate", "date"),
            ["mapping"] = state.Mappings[0].Id,
            ["reserved"] = state.Mappings[2].Id,
            ["many"] = string.Join(',', Enumerable.Repeat("{}", 20_001)),
            ["operation"] = operation.Location?.Split('/')[^1] ?? "",
        };
    }
}
