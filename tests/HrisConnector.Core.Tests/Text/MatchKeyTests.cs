using System.Linq;
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
        var lengthy = string.Concat(Enumerable.Repeat(value, 200));
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

    [Fact]
    public void Trimming_bytes_is_trimming_the_text()
    {
        var random = new System.Random(5);
        char[] characters = [.. Enumerable.Range(1, 0x3100).Select(code => (char)code).Where(char.IsWhiteSpace), 'a', 'é', '\u2003', '\u200B', '\u3001', '\u0080', '\u00A9', '\u1681'];
        for (var i = 0; i < 20_000; i++)
        {
            var value = new string([.. Enumerable.Range(0, random.Next(6)).Select(_ => characters[random.Next(characters.Length)])]);
            Assert.Equal(value.Trim(), Encoding.UTF8.GetString(Utf8Text.Trim(Encoding.UTF8.GetBytes(value))));
        }
    }

    [Fact]
    public void Texts_up_to_fifteen_bytes_stand_for_themselves()
    {
        string[] texts = ["", "a", "b", "aa", "\0", "\0\0", "E000001", "E0000001", "E00000010", "123456789012345", "023456789012345", "1234567890123456"];

        Assert.Equal(texts.Length, Enumerable.Distinct(texts.Select(text => Hash128.OfKey(Encoding.UTF8.GetBytes(text)))).Count());
        Assert.DoesNotContain(Hash128.None, texts.Select(text => Hash128.OfKey(Encoding.UTF8.GetBytes(text))));
        Assert.Equal(Hash128.Of(Encoding.UTF8.GetBytes(texts[^1])), Hash128.OfKey(Encoding.UTF8.GetBytes(texts[^1])));
        Assert.Equal(new Hash128(0x4530303030303031, 0x3009 + 1), Hash128.OfKey("E00000010"u8));
    }
}
