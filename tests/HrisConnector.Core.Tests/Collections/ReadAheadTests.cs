using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Collections;
using Xunit;

namespace HrisConnector.Core.Tests.Collections;

/// <summary>Reading ahead changes nothing but the thread.</summary>
public sealed class ReadAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(999)]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(5000)]
    public void The_items_come_all_and_in_order(int count) => Assert.Equal(Enumerable.Range(0, count), ReadAhead.Of(Enumerable.Range(0, count)));

    [Fact]
    public void Whoever_gives_up_has_the_source_to_themselves()
    {
        var source = new Source(failsAt: int.MaxValue);
        Assert.Equal([0, 1, 2], ReadAhead.Of(source.Items()).Take(3));
        Assert.True(source.IsClosed);
    }

    [Fact]
    public void A_failure_comes_after_the_items_before_its_part()
    {
        var source = new Source(failsAt: 1500);
        var seen = new List<int>();
        Assert.Throws<InvalidOperationException>(() => SeeAll(ReadAhead.Of(source.Items()), seen));
        Assert.Equal(Enumerable.Range(0, 1000), seen);
        Assert.True(source.IsClosed);
    }

    [Fact]
    public void Whoever_gives_up_does_not_hear_of_a_later_failure()
    {
        var source = new Source(failsAt: 1500);
        Assert.Equal([0], ReadAhead.Of(source.Items()).Take(1));
        Assert.True(source.IsClosed);
    }

    private static void SeeAll(IEnumerable<int> items, List<int> seen)
    {
        foreach (var item in items)
            seen.Add(item);
    }

    private sealed class Source(int failsAt)
    {
        public bool IsClosed { get; private set; }

        public IEnumerable<int> Items()
        {
            try
            {
                for (var i = 0; ; i++)
                    yield return i < failsAt ? i : throw new InvalidOperationException("The source fails here.");
            }
            finally
            {
                IsClosed = true;
            }
        }
    }
}
