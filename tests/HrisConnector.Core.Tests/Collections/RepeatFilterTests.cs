using System.Globalization;
using System.Linq;
using System.Text;
using HrisConnector.Core.Collections;
using HrisConnector.Core.Text;
using Xunit;

namespace HrisConnector.Core.Tests.Collections;

/// <summary>What may have come before is never missed; what has not is rarely suspected.</summary>
public sealed class RepeatFilterTests
{
    [Theory]
    [InlineData("E{0}")]
    [InlineData("{0}")]
    [InlineData("user{0}@aurelia-group.example.com")]
    public void Every_repeated_text_is_found_and_few_others(string form)
    {
        const int Count = 50_000;
        var filter = new RepeatFilter(Count);
        var hashes = Enumerable.Range(0, Count).Select(i => Hash128.OfKey(Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, form, i)))).ToArray();

        var suspected = hashes.Count(filter.Add);

        Assert.InRange(suspected, 0, Count / 50);
        Assert.All(hashes, hash => Assert.True(filter.Add(hash)));
    }

    [Fact]
    public void More_hashes_than_were_expected_are_all_found_again()
    {
        var filter = new RepeatFilter(items: 0);
        var hashes = Enumerable.Range(0, 5000).Select(i => Hash128.Of(Encoding.UTF8.GetBytes($"{i}"))).ToArray();
        foreach (var hash in hashes)
            filter.Add(hash);

        Assert.All(hashes, hash => Assert.True(filter.Add(hash)));
    }
}
