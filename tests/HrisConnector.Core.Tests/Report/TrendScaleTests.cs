using System.Linq;
using HrisConnector.Core.Report;
using Xunit;

namespace HrisConnector.Core.Tests.Report;

public sealed class TrendScaleTests
{
    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(2, 1, 2)]
    [InlineData(10, 3, 9, 7)]
    [InlineData(400, 212, 380, 301)]
    public void The_axis_ends_at_the_next_round_figure(long top, params int[] totals) => Assert.Equal(top, new TrendScale(totals.Select(total => (long)total)).Top);

    [Fact]
    public void One_huge_import_does_not_flatten_the_days_after_it()
    {
        var scale = new TrendScale([12000, .. Enumerable.Range(10, 29).Select(day => (long)day)]);

        Assert.InRange(scale.Top, 38, 80);
        Assert.True(scale.IsCut(12000));
        Assert.Equal(1, scale.Part(12000));
    }
}
