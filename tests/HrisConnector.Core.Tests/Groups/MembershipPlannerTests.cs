using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Groups;

/// <summary>
/// behaviour.md §5: the planner held against a plain model of the platform, written anew here from the paths alone, on random trees,
/// rules and states.
/// </summary>
public sealed class MembershipPlannerTests
{
    private sealed record Case(string[] Paths, bool[] Public, int[] Current, int[] Targets, int[] Ours);

    // Each group hangs below an earlier one or at the top; everything else is a random choice among the groups.
    private static readonly Gen<Case> Cases = Gen.Int[1, 9].SelectMany(count => Gen.Select(
        Gen.Int[-1, 7].Array[count], Gen.Bool.Array[count], Gen.Bool.Array[count], Gen.Bool.Array[count], Gen.Bool.Array[count], Gen.Bool,
        (parents, isPublic, current, targets, ours, closed) =>
        {
            var paths = new string[count];
            for (var i = 0; i < count; i++)
                paths[i] = i > 0 && parents[i] >= 0 ? $"{paths[parents[i] % i]}/G{i}" : $"G{i}";
            var held = Chosen(current);
            // Nearly always the platform's own state, in which who is in a public group is in its parents; sometimes any state.
            if (closed)
                held = [.. held.Union(held.SelectMany(group => Parents(paths, isPublic, group))).Order()];
            return new Case(paths, isPublic, held, Chosen(targets), Chosen(ours));
        }));

    [Fact]
    public void After_the_plan_the_platform_is_as_wanted() => Cases.Sample(
        one =>
        {
            var after = Apply(one, Plan(one));
            var wanted = Wanted(one);
            // What the rules give is there; of the rest nothing of others is lost, and of ours only parents of a kept public group stay.
            var foreign = one.Current.Where(group => !one.Ours.Contains(group) && !wanted.Contains(group)).ToArray();
            var needed = foreign.SelectMany(group => Parents(one.Paths, one.Public, group)).Where(one.Current.Contains);
            return after.SetEquals(wanted.Union(foreign).Union(needed));
        },
        iter: 20_000,
        threads: 1); // others measure time meanwhile

    [Fact]
    public void No_step_of_the_plan_is_superfluous() => Cases.Sample(
        one =>
        {
            var plan = Plan(one);
            var after = Apply(one, plan);
            return plan.Remove.All(step => !Apply(one, plan with { Remove = [.. plan.Remove.Where(other => other != step)] }).SetEquals(after))
                && plan.Add.All(step => !Apply(one, plan with { Add = [.. plan.Add.Where(other => other != step)] }).SetEquals(after));
        },
        iter: 5_000,
        threads: 1);

    [Fact]
    public void A_second_plan_has_nothing_to_do() => Cases.Sample(
        one => Plan(one with { Current = [.. Apply(one, Plan(one)).Order()] }).IsEmpty,
        iter: 5_000,
        threads: 1);

    [Fact]
    public void A_removal_never_takes_what_is_kept_or_wanted_even_for_a_moment() => Cases.Sample(
        one =>
        {
            var plan = Plan(one);
            var between = Apply(one, plan with { Add = [] });
            var kept = one.Current.Where(group => !one.Ours.Contains(group) || Wanted(one).Contains(group));
            return kept.All(between.Contains);
        },
        iter: 5_000,
        threads: 1);

    [Fact]
    public void A_kept_public_child_never_loses_its_parent()
    {
        var tree = Trees.Of("Company", "Company/Sales", "Company/Sales/France*");

        // Somebody else put the user into France; no rule holds Sales any more.
        var plan = MembershipPlanner.Plan(tree, [1, 2], [], group => group == 1);

        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public void Leaving_a_parent_is_one_step_and_so_is_joining_the_deepest_group()
    {
        var tree = Trees.Of("A", "A/B*", "A/B/C*", "X", "X/Y*", "X/Y/Z*");

        var plan = MembershipPlanner.Plan(tree, [0, 1, 2], [3, 4, 5], _ => true);

        Assert.Equal(["1"], plan.Remove);
        Assert.Equal(["6"], plan.Add);
    }

    private static GroupChange Plan(Case one) => MembershipPlanner.Plan(TreeOf(one), one.Current, [.. Wanted(one)], one.Ours.Contains);

    private static GroupTree TreeOf(Case one) => Trees.Of([.. one.Paths.Select((path, i) => path + (one.Public[i] ? "*" : ""))]);

    private static int[] Chosen(bool[] flags) => [.. Enumerable.Range(0, flags.Length).Where(i => flags[i])];

    private static HashSet<int> Wanted(Case one) => [.. one.Targets, .. one.Targets.SelectMany(group => Parents(one.Paths, one.Public, group))];

    // The model. Joining: the group, and while it is public, the one above it.
    private static IEnumerable<int> Parents(string[] paths, bool[] isPublic, int group)
    {
        for (var at = group; isPublic[at];)
        {
            var cut = paths[at].LastIndexOf('/');
            at = cut < 0 ? -1 : Array.IndexOf(paths, paths[at][..cut]);
            if (at < 0)
                yield break;
            yield return at;
        }
    }

    // Leaving: the group, and every public group directly below one that is left.
    private static HashSet<int> Apply(Case one, GroupChange change)
    {
        var state = new HashSet<int>(one.Current);
        foreach (var id in change.Remove)
            Leave(int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) - 1);
        foreach (var id in change.Add)
        {
            var group = int.Parse(id, System.Globalization.CultureInfo.InvariantCulture) - 1;
            state.Add(group);
            state.UnionWith(Parents(one.Paths, one.Public, group));
        }

        return state;

        void Leave(int group)
        {
            state.Remove(group);
            for (var i = 0; i < one.Paths.Length; i++)
            {
                if (one.Public[i] && one.Paths[i] == $"{one.Paths[group]}/G{i}")
                    Leave(i);
            }
        }
    }
}
