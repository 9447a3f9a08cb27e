using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>
/// The changes by which an e-mail address goes from one user to another. A directory that is changed user by user must see the address
/// free before it is taken: these changes are applied first, each after the one that frees its address. Where users swap, one of them
/// gives the address up before.
/// </summary>
internal static class AddressHandOver
{
    /// <summary>Finds them.</summary>
    /// <param name="spool">The planned changes.</param>
    /// <param name="isWanted">Whether a change will be applied at all.</param>
    /// <returns>The changes with their places in the spool, in the order in which they are to be applied, and those whose address is to be given
    /// up before the first of them.</returns>
    public static (IReadOnlyList<(int Place, PlannedChange Planned)> InOrder, IReadOnlyList<PlannedChange> GivenUpFirst) Find(PlanSpool spool, Func<PlannedChange, bool> isWanted)
    {
        var releases = new Dictionary<Hash128, (int Place, PlannedChange Planned)>();
        foreach (var item in Number(spool).Where(item => isWanted(item.Planned)))
        {
            if (Released(item.Planned) is { IsNone: false } address)
                releases[address] = item;
        }

        if (releases.Count == 0)
            return ([], []);
        var takers = Number(spool)
            .Where(item => isWanted(item.Planned) && releases.TryGetValue(Taken(item.Planned), out var from) && from.Place != item.Place)
            .ToDictionary(item => item.Place);
        return Order(takers, releases);
    }

    /// <summary>Gives a user the old address back: it was given up for a change that the directory then refused.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="planned">The change that was refused.</param>
    /// <param name="refusal">What the directory said of it.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>What there is to say now; the change is open while the address is neither given back nor lost.</returns>
    public static async Task<ChangeResult> GiveBackAsync(IUserDirectory directory, PlannedChange planned, ChangeResult refusal, CancellationToken cancellationToken)
    {
        var back = new UserChange(ChangeKind.Update, planned.Change.Id, new UserValues { [UserField.Email] = planned.Image!.Values[UserField.Email] });
        var result = new ChangeResult(null);
        await directory.ApplyAsync([back], (_, given) => result = given, cancellationToken).ConfigureAwait(false);
        if (result.Id is not null)
            return refusal;
        const string lost = "the old e-mail address could not be given back";
        return refusal with { IsOpen = result.IsOpen, Details = refusal.Details | LineDetails.Refused, Remark = refusal.Remark is null ? lost : $"{refusal.Remark}; {lost}" };
    }

    private static (IReadOnlyList<(int Place, PlannedChange Planned)> InOrder, IReadOnlyList<PlannedChange> GivenUpFirst) Order(
        Dictionary<int, (int Place, PlannedChange Planned)> takers, Dictionary<Hash128, (int Place, PlannedChange Planned)> releases)
    {
        var order = new List<(int Place, PlannedChange Planned)>();
        var givenUp = new List<PlannedChange>();
        var done = new HashSet<int>();
        foreach (var taker in takers.Values)
        {
            // Whoever gives the address, before them whoever gives theirs, and so on.
            var chain = new List<(int Place, PlannedChange Planned)>();
            for (var item = taker; done.Add(item.Place); item = releases[Taken(item.Planned)])
            {
                chain.Add(item);
                if (!takers.ContainsKey(item.Place))
                    break;
                var from = releases[Taken(item.Planned)];
                if (done.Contains(from.Place) && chain.Any(link => link.Place == from.Place))
                    givenUp.Add(from.Planned);
            }

            chain.Reverse();
            order.AddRange(chain);
        }

        return (order, givenUp);
    }

    private static Hash128 Released(PlannedChange planned) =>
        planned.Change.Values[UserField.Email] is { } next && planned.Image?.Values[UserField.Email] is { Length: > 0 } before && MatchKey.Fold(before) != MatchKey.Fold(next)
            ? MatchKey.HashOf(before)
            : Hash128.None;

    private static Hash128 Taken(PlannedChange planned) => planned.Change.Values[UserField.Email] is { Length: > 0 } email ? MatchKey.HashOf(email) : Hash128.None;

    private static IEnumerable<(int Place, PlannedChange Planned)> Number(PlanSpool spool) => spool.ReadAll().Select((planned, place) => (place, planned));
}
