using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Core.Text;
using Xunit;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>Random days of a small company where everybody wants everybody's address: what holds after each of them.</summary>
public sealed class RandomDaysTests
{
    private const string Header = "uniqueId,email,firstName,lastName,status,managerId\n";
    private static readonly string[] Ids = ["A", "B", "C", "D", "E", "b"];
    private static readonly string[] Mails = ["1@x.org", "2@x.org", "3@x.org", "4@x.org", "5@x.org", "1@X.org", "bad"];

    [Theory]
    [InlineData(1, "{}")]
    [InlineData(2, "{}")]
    [InlineData(3, "{ \"linkByEmail\": false }")]
    [InlineData(4, "{ \"missingUsers\": \"archive\" }")]
    public async Task Every_day_leaves_the_directory_as_its_log_says(int seed, string configuration)
    {
        var random = new Random(seed);
        for (var company = 0; company < 12; company++)
        {
            using var connector = new TestConnector(configuration);
            if (random.Next(2) == 0)
                await connector.AddAccountAsync(Mails[random.Next(5)], archived: random.Next(3) == 0);
            for (var day = 0; day < 6; day++)
            {
                var lines = Day(random);
                await CheckAsync(connector, lines, full: random.Next(4) == 0);
            }
        }
    }

    private static List<string[]> Day(Random random)
    {
        var lines = new List<string[]>();
        foreach (var id in Ids.OrderBy(_ => random.Next()).Take(random.Next(1, Ids.Length)))
        {
            if (id == "b" && random.Next(4) != 0)
                continue;
            var manager = random.Next(3) == 0 ? Ids[random.Next(Ids.Length)] : random.Next(5) == 0 ? "nobody" : "";
            lines.Add([id, Mails[random.Next(random.Next(8) == 0 ? 7 : 6)], random.Next(12) == 0 ? "" : "F" + random.Next(2), "L", random.Next(6) == 0 ? "Inactive" : "Active", manager]);
        }

        return lines.Count == 0 ? Day(random) : lines;
    }

    private static async Task CheckAsync(TestConnector connector, List<string[]> lines, bool full)
    {
        var before = connector.Users();
        var text = Header + string.Join('\n', lines.Select(line => string.Join(',', line))) + "\n";
        var preview = await connector.RunTextAsync(text, full: full, force: true, preview: true);
        var run = await connector.RunTextAsync(text, full: full, force: true);
        Assert.Null(run.Error);
        var outcomes = CsvLogFile.Of(run.Sync).Outcomes;
        var users = connector.Users();
        var story = $"before:\n{Show(before)}\n{text}\n{string.Join('\n', outcomes)}\nafter:\n{Show(users)}";

        Assert.True(Counts(preview.Sync) == Counts(run.Sync), $"preview {Counts(preview.Sync)}, run {Counts(run.Sync)}\n{story}");
        foreach (var group in users.GroupBy(user => MatchKey.Fold(user.Email!)))
            Assert.True(group.Count() == 1, $"{group.Key} has several users\n{story}");
        for (var i = 0; i < lines.Count; i++)
            CheckLine(lines, i, outcomes[i], users, story);

        var rows = StoreFile.Directory(connector);
        foreach (var again in new[] { false, true })
        {
            var second = await connector.RunTextAsync(text, full: again, force: true);
            var secondOutcomes = CsvLogFile.Of(second.Sync).Outcomes;
            Assert.True(rows == StoreFile.Directory(connector), $"a second run changes the directory (full: {again}): {string.Join(' ', secondOutcomes)}\n{story}");
            Assert.True(second.Sync.Created + second.Sync.Updated + second.Sync.Archived == 0, $"a second run counts changes (full: {again}): {string.Join(' ', secondOutcomes)}\n{story}");
        }
    }

    private static void CheckLine(List<string[]> lines, int i, (string Status, string Detail) outcome, IReadOnlyList<HrisUser> users, string story)
    {
        var line = lines[i];
        var user = users.SingleOrDefault(one => one.UniqueId is not null && Same(one.UniqueId, line[0]));
        if (outcome.Status is "UserCreated" or "UserUpdated" || (outcome.Status == "NoActionDone" && line[4] == "Active"))
        {
            Assert.True(user is { Archived: false } && Same(user.Email!, line[1]) && user.FirstName == line[2], $"line {i + 2} is not applied\n{story}");
            var found = !outcome.Detail.Contains("managerNotFound", StringComparison.Ordinal);
            if (found)
                Assert.True(Same(user.ManagerId ?? "", line[5]), $"line {i + 2} has not its manager\n{story}");
            else
                Assert.True(Same(line[0], line[5]) || !users.Any(one => one.UniqueId is not null && Same(one.UniqueId, line[5])), $"line {i + 2} has a manager who exists\n{story}");
        }
        else if (outcome.Status == "UserArchived" || (outcome.Status == "NoActionDone" && line[4] == "Inactive"))
        {
            Assert.True(user is null or { Archived: true }, $"line {i + 2} is not archived\n{story}");
        }
        else if (outcome.Detail.Contains("Email already used", StringComparison.Ordinal))
        {
            // Refused for a reason: somebody has the address now, or another line wants it.
            var holder = users.FirstOrDefault(one => Same(one.Email!, line[1]) && !(one.UniqueId is not null && Same(one.UniqueId, line[0])));
            Assert.True(holder is not null || lines.Where((_, other) => other != i).Any(other => Same(other[1], line[1])), $"line {i + 2} is refused for nothing\n{story}");
            if (outcome.Detail.Contains("deleted", StringComparison.Ordinal))
                Assert.True(holder is { Archived: true }, $"line {i + 2} has no deleted user\n{story}");
        }
    }

    private static bool Same(string left, string right) => MatchKey.Fold(left) == MatchKey.Fold(right);

    private static string Counts(HrisSync sync) =>
        $"{sync.Status} {sync.Lines} {sync.Created} {sync.Updated} {sync.Archived} {sync.Duplicate} {sync.Ignored} {sync.Unchanged}";

    private static string Show(IEnumerable<HrisUser> users) =>
        string.Join('\n', users.Select(user => $"  {user.UniqueId ?? "-"} {user.Email} {user.FirstName} manager {user.ManagerId ?? "-"}{(user.Archived ? " archived" : "")}"));
}
