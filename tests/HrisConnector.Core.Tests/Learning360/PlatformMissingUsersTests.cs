using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Learning360;

/// <summary><c>missingUsers: archive</c> on a platform where somebody gave accounts to other unique identifiers.</summary>
public sealed class PlatformMissingUsersTests
{
    private const string ArchiveMissing = "\"missingUsers\": \"archive\"";

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // nobody's for the moment: the line takes it over by its address
    public async Task An_account_that_a_line_of_the_file_has_by_now_is_not_missing(bool byAddress)
    {
        await using var day = await PlatformConnector.StartAsync(ArchiveMissing);
        await day.SyncAsync(Line("E1"), Line("E2"));
        var account = day.User("E1")!.Id;
        await GiveAsync(day, "E1", byAddress ? null : "N1");
        string[] file = [Line("N1", "E1@example.org", title: "New"), Line("E2")];

        var preview = await day.Connector.RunLinesAsync(file, preview: true);
        var first = await day.SyncAsync(file);
        var second = await day.SyncAsync(file);
        day.TakeRequests();
        var third = await day.SyncAsync(file);

        Assert.Equal(["UserUpdated/", "NoActionDone/"], CsvLogFile.Of(first.Sync).Joined);
        Assert.Equal([(1L, 0L), (1L, 0L), (0L, 0L), (0L, 0L)], new[] { preview, first, second, third }.Select(run => (run.Sync.Updated, run.Sync.Archived)));
        Assert.Equal((account, "active"), (day.User("N1")!.Id, day.User("N1")!.Status));
        Assert.Empty(day.TakeRequests());
    }

    [Fact]
    public async Task An_account_of_a_unique_identifier_that_no_line_has_is_somebody_elses_and_stays()
    {
        await using var day = await PlatformConnector.StartAsync(ArchiveMissing);
        await day.SyncAsync(Line("E1"), Line("E2"));
        await GiveAsync(day, "E1", "N1");

        var run = await day.SyncAsync(Line("E2"));

        Assert.Equal((0L, "active"), (run.Sync.Archived, day.User("N1")!.Status));
    }

    [Fact]
    public async Task Whose_account_was_given_away_while_they_were_missing_gets_one_of_their_own_when_they_are_back()
    {
        await using var day = await PlatformConnector.StartAsync(ArchiveMissing);
        await day.SyncAsync(Line("E1"), Line("E2"));
        await GiveAsync(day, "E1", "N1");
        await day.SyncAsync(Line("N1", "n1@example.org"), Line("E2"));

        var back = await day.SyncAsync(Line("N1", "n1@example.org"), Line("E2"), Line("E1"));

        Assert.Equal((1L, 0L), (back.Sync.Created, back.Sync.Archived));
        Assert.Equal(("n1@example.org", "E1@example.org"), (day.User("N1")!.Mail, day.User("E1")!.Mail));
    }

    [Fact]
    public async Task A_missing_user_whose_account_lost_its_external_id_and_whom_no_line_takes_over_is_archived()
    {
        await using var day = await PlatformConnector.StartAsync(ArchiveMissing);
        await day.SyncAsync(Line("E1"), Line("E2"));
        var account = day.User("E1")!.Id;
        await GiveAsync(day, "E1", null);

        var run = await day.SyncAsync(Line("E2"), Line("N1"));

        Assert.Equal((1L, "deleted"), (run.Sync.Archived, day.Platform.State.UserById(account)!.Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_took_an_account_over_and_is_missing_the_next_day_is_archived_with_it(bool isNobodysAgain)
    {
        await using var day = await PlatformConnector.StartAsync(ArchiveMissing);
        await day.SyncAsync(Line("E1"), Line("E2"));
        var account = day.User("E1")!.Id;
        await GiveAsync(day, "E1", null);
        await day.SyncAsync(Line("N1", "E1@example.org"), Line("E2"));
        if (isNobodysAgain)
            await GiveAsync(day, "N1", null);

        var gone = await day.SyncAsync(Line("E2"));
        var again = await day.SyncAsync(Line("E2"));

        Assert.Equal((null, isNobodysAgain ? 2L : 1L), (gone.Error, gone.Sync.Archived)); // nobody can tell any more whose of the two it was
        Assert.Equal((null, 0L), (again.Error, again.Sync.Archived));
        Assert.Equal("deleted", day.Platform.State.UserById(account)!.Status);
    }

    // As somebody does it by hand on the platform.
    private static async Task GiveAsync(PlatformConnector day, string from, string? to)
    {
        using var api = new LearningApi(new LearningApiOptions(day.Platform.BaseUri, "client"), () => new Secret("secret"), new SilentObserver());
        var mapping = day.Platform.State.Mappings.Single(item => item.Value == from);
        var account = day.User(from)!.Id;
        await api.DeleteMappingAsync(mapping.Id, TestContext.Current.CancellationToken);
        if (to is not null)
            day.Platform.State.AddMapping(PlatformConnector.Name, to, account);
    }
}
