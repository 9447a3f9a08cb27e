using System.Linq;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Groups;

/// <summary>behaviour.md §5: how groups are named, and what a public one implies.</summary>
public sealed class GroupTreeTests
{
    private static readonly GroupTree Tree = Trees.Of("Company", "Company/Sales", "Company/Sales/France*", "Company/Sales/France/Paris*", "Company/Club*", "Company/Sales/France/Board");

    [Theory]
    [InlineData("Company/Sales/France", 2)]
    [InlineData("company/SALES/france", 2)]
    [InlineData(" Company / Sales ", 1)]
    [InlineData("5", 4)]
    [InlineData("7", -1)]
    [InlineData("Sales", -1)]
    [InlineData("Company/", -1)]
    [InlineData("", -1)]
    public void A_group_is_found_by_its_full_path_or_its_id(string reference, int group) => Assert.Equal(group, Tree.Find(reference));

    [Fact]
    public void A_path_wins_over_an_id_that_looks_the_same() => Assert.Equal(1, Trees.Of("A", "1").Find("1"));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(4, 0)]
    [InlineData(5)]
    public void A_public_group_implies_its_parents_up_to_and_including_the_first_private_one(int group, params int[] implied) =>
        Assert.Equal(implied, Tree.ImpliedBy(group));

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 2, 3)]
    [InlineData(2, 3)]
    [InlineData(5)]
    public void Whoever_leaves_a_group_leaves_its_public_sub_groups(int group, params int[] lost) =>
        Assert.Equal(lost, Tree.LostWith(group).Order());

    [Fact]
    public void A_public_group_at_the_top_implies_nothing() => Assert.Empty(Trees.Of("Everybody*").ImpliedBy(0));
}
