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

    [Fact]
    public void On_the_last_day_everything_happens_that_can_happen()
    {
        var day = scene.Day(lastDay: true);

        Assert.True(day.Sync is { Created: 4, Updated: 11, Archived: 1, Ignored: 1, Unchanged: 1 }, day.Logs);
        TestContext.Current.SendDiagnosticMessage("{0} and {1} requests\n{2}\n{3}", scene.Day(lastDay: false).Requests, day.Requests, day.State, day.Logs);
    }
}
