using System;
using System.Linq;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Users;
using Xunit;

namespace HrisConnector.Core.Tests.Sync;

/// <summary>Several threads find in a large plan what one finds, in the same order.</summary>
public sealed class PlannedLinesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(49_999)]
    [InlineData(50_001)]
    [InlineData(333_333)]
    public void Lines_are_found_wherever_they_stand(int lines)
    {
        var random = new Random(lines);
        using var plan = new SyncPlan(PlanSpool.Forgetful());
        for (var number = 0; number < lines; number++)
            plan.AddLine(new LineFacts { Offset = number }, 0).Details = random.Next(1000) == 0 ? LineDetails.ManagerNotFound : LineDetails.None;

        var expected = Enumerable.Range(0, lines).Where(number => plan.Lines[number].Details != LineDetails.None).ToList();

        Assert.Equal(expected, PlannedLines.NumbersOf(plan, (in line) => line.Details != LineDetails.None));
        Assert.Equal(expected.Count, PlannedLines.Count(plan, (in line) => line.Details != LineDetails.None));
        Assert.Equal(lines, PlannedLines.Count(plan, (in _) => true));
    }
}
