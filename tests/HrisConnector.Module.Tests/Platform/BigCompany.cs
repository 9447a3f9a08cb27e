using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HrisConnector.FakePlatform;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests.Platform;

/// <summary>2,000 users in 20 departments, each with a manager and a cost center for every tenth: what each day with the platform makes of them.</summary>
public sealed class BigCompany : IAsyncLifetime
{
    public const int Users = 2_000;
    private const int Departments = 20;

    private readonly Dictionary<string, Day> _days = [];

    internal Day this[string name] => _days[name];

    internal IEnumerable<Day> Days => _days.Values;

    public async ValueTask InitializeAsync()
    {
        await using var company = await PlatformSession.StartAsync(Arrange);
        company.Configure(configuration =>
        {
            configuration["groups"] = JsonNode.Parse("""{ "rulesFile": "rules.csv", "default": "Company" }""");
            configuration["customFields"] = JsonNode.Parse("""[ { "column": "Cost center", "name": "costCenter", "type": "string" } ]""");
        });
        company.Session.Folder.Write("rules.csv", "Rule,Group,Field,Operator,Value\n" + string.Concat(
            Enumerable.Range(0, Departments).Select(i => $"{i},Company/D{i},organization,equals,D{i}\n")));

        var lines = Enumerable.Range(1, Users).ToDictionary(i => "U" + i, i => Line(i));
        Run("first", company, lines.Values);
        lines["U1999"] = Line(1999, status: "Inactive");
        lines["U2000"] = Line(2000, status: "Inactive");
        Run("leave", company, lines.Values);
        Change(lines);
        Run("preview", company, lines.Values, "-WhatIf -LogPath preview.csv");
        Run("second", company, lines.Values);
        Run("unchanged", company, lines.Values);
        await DriftAsync(company);
        Run("full", company, lines.Values, "-Full");
    }

    public ValueTask DisposeAsync() => default;

    private static void Arrange(PlatformState state)
    {
        for (var i = 0; i < Departments; i++)
        {
            state.AddGroup($"Company/D{i}", isPublic: false);
        }

        state.AddCustomField("costCenter", "string");
    }

    private static string Line(
        int i, string title = "Engineer", string status = "Active", string? email = null, int? department = null, string? manager = null) =>
        $"U{i},{email ?? $"u{i}@example.org"},First{i},Last{i},{status},{title},D{department ?? i % Departments},en,{manager ?? (i == 1 ? "" : $"U{(i / 10) + 1}")},,,{(i % 10 == 0 ? "100" : "")}";

    // Twenty lines, 1 %.
    private static void Change(Dictionary<string, string> lines)
    {
        foreach (var i in new[] { 101, 102, 103, 104, 105 })
        {
            lines["U" + i] = Line(i, title: "Senior engineer");
        }

        lines["U203"] = Line(203, status: "Inactive");
        lines["U202"] = Line(202, status: "Inactive");
        lines["U1999"] = Line(1999);
        lines["U2000"] = Line(2000, email: "again@example.org");
        lines["U301"] = Line(301, email: "u302@example.org");
        lines["U302"] = Line(302, email: "u301@example.org");
        lines["U401"] = Line(401, department: 5);
        lines["U402"] = Line(402, department: 6);
        lines["U403"] = Line(403, department: 7);
        lines["U501"] = Line(501, manager: "U3001");
        lines["U502"] = Line(502, manager: "U600");
        lines["U503"] = Line(503, manager: "");
        lines["U3001"] = Line(3001, manager: "U1");
        lines["U3002"] = Line(3002, manager: "U3003");
        lines["U3003"] = Line(3003, manager: "U1");
    }

    // By hand, on the platform itself: a title, a group that is the rules' business, a cost center.
    private static async Task DriftAsync(PlatformSession company)
    {
        var state = company.Platform.State;
        state.AddMembership(company.User("U11").Id, state.GroupPaths.Single(group => group.Value == "Company/D3").Key);
        state.SetCustomValue(company.User("U10").Id, state.CustomFieldNames.Single().Key, "999");
        using var byHand = new HttpClient { BaseAddress = company.Platform.BaseUri };
        byHand.DefaultRequestHeaders.Add("360-api-version", "v2.0");
        var token = await byHand.PostAsJsonAsync("api/v2/oauth2/token", new { grant_type = "client_credentials", client_id = "client", client_secret = PlatformSession.Secret });
        byHand.DefaultRequestHeaders.Authorization = new("Bearer", (string?)(await token.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]);
        (await byHand.PatchAsJsonAsync("api/v2/users/" + company.User("U12").Id, new { job = "Poet" })).EnsureSuccessStatusCode();
        company.Platform.ClearRequests();
    }

    private void Run(string name, PlatformSession company, IEnumerable<string> lines, string arguments = "")
    {
        company.TakeRequests();
        var sync = company.SyncWell(lines, arguments + " -Force");
        var users = company.Platform.State.Users.ToDictionary(user => user.Id);
        _days[name] = new Day
        {
            Violations = PlatformSession.Violations(company.Platform.Requests),
            Counts = string.Join(' ', new[] { "Status", "Created", "Updated", "Archived", "Duplicate", "Ignored", "Unchanged" }.Select(count => sync.Text(count))),
            Log = sync.Text("CsvLogPath") is { Length: > 0 } log ? File.ReadAllLines(log) : [],
            Requests = company.TakeRequests(),
            Snapshot = company.Platform.State.Snapshot(),
            Users = company.Platform.State.Mappings.ToDictionary(mapping => mapping.Value, mapping => users[mapping.TargetId]),
        };
    }

    /// <summary>One run and what it left.</summary>
    internal sealed class Day
    {
        public required string Counts { get; init; }

        public required string[] Log { get; init; }

        public required IReadOnlyDictionary<string, int> Requests { get; init; }

        public required string[] Violations { get; init; }

        public required string Snapshot { get; init; }

        public required IReadOnlyDictionary<string, PlatformUser> Users { get; init; }

        public int Total => Requests.Values.Sum();

        public int Of(string operation) => Requests.GetValueOrDefault(operation);

        public string Told => string.Join('\n', Requests.OrderByDescending(request => request.Value).Select(request => $"{request.Value} {request.Key}"));
    }
}
