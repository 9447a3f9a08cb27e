using System.Threading.Tasks;
using HrisConnector.FakePlatform;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360.Crash;

/// <summary>The undisturbed days, so that the disturbed ones are known to be compared with the right thing.</summary>
public sealed class PlatformSceneTests(PlatformScene scene) : IClassFixture<PlatformScene>
{
    [Fact]
    public void On_the_first_day_everybody_is_created_or_linked()
    {
        var day = scene.Day(lastDay: false);

        Assert.True(day.Sync is { Created: 14, Updated: 1, Ignored: 0 }, day.Logs);
    }

    // The disturbed days check theirs as well, where the documents are at hand.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_request_of_a_day_is_as_the_published_documents_have_it(bool lastDay)
    {
        Assert.SkipUnless(OpenApiDocuments.Find() is not null, OpenApiDocuments.Absent);
        await using var day = await PlatformCase.StartAsync(lastDay);

        Assert.Null((await day.RunAsync(TestContext.Current.CancellationToken)).Error);

        Assert.NotEmpty(day.Platform.Requests);
        PlatformScene.CheckRequests(day);
    }

    [Fact]
    public void On_the_last_day_everything_happens_that_can_happen()
    {
        var day = scene.Day(lastDay: true);

        Assert.True(day.Sync is { Created: 4, Updated: 11, Archived: 1, Ignored: 1, Unchanged: 1 }, day.Logs);
        TestContext.Current.SendDiagnosticMessage("{0} and {1} requests\n{2}\n{3}", scene.Day(lastDay: false).Requests, day.Requests, day.State, day.Logs);
    }
}
