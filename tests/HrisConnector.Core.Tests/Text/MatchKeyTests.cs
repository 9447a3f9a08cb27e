using System.Text;
using HrisConnector.Core.Text;
using Xunit;

namespace HrisConnector.Core.Tests.Text;

/// <summary>behaviour.md §2 and §4: identifiers and addresses are compared trimmed, composed and without regard to case.</summary>
public sealed class MatchKeyTests
{
    [Theory]
    [InlineData("abc", "ABC")]
    [InlineData(" abc\t", "abc")]
    [InlineData("\u00A0abc\u2003", "ABC")]
    [InlineData("Zoe\u0301", "ZOÉ")]
    [InlineData("ÄÖÜ", "äöü")]
    public void Case_white_space_and_composition_make_no_difference(string left, string right) => Assert.Equal(MatchKey.Fold(left), MatchKey.Fold(right));

    [Theory]
    [InlineData("abc")]
    [InlineData("ABC-1@Example.org")]
    [InlineData("Zoe\u0301")]
    [InlineData("K")]
    [InlineData("İstanbul")]
    [InlineData("😀")]
    public void The_hash_of_the_bytes_is_that_of_the_text(string value)
    {
        Assert.Equal(MatchKey.HashOf(value), MatchKey.HashOf(Encoding.UTF8.GetBytes(value)));
        Assert.Equal(MatchKey.HashOf(value), Hash128.OfKey(Encoding.UTF8.GetBytes(MatchKey.Fold(value))));
        var lengthy = string.Concat(System.Linq.Enumerable.Repeat(value, 200));
        Assert.Equal(MatchKey.HashOf(lengthy), MatchKey.HashOf(Encoding.UTF8.GetBytes(lengthy)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n\u00A0\u3000", "")]
    [InlineData(" é ", "é")]
    [InlineData("\u00A0 a \u00A0b\u2028", "a \u00A0b")]
    [InlineData("a\u00A0", "a")]
    [InlineData("\u200Ba", "\u200Ba")]
    public void White_space_of_every_kind_is_trimmed_from_both_ends(string value, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Utf8Text.Trim(Encoding.UTF8.GetBytes(value))));
}
