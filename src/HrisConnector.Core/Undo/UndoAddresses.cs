using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Undo;

/// <summary>
/// One e-mail address belongs to one user, after an undo too and whatever is forced. Addresses are judged on the state after the whole
/// undo, as those of a file are (<see cref="EmailConflicts"/>): users who swap back are no conflict. Whoever cannot have their old
/// address keeps the present one, which can be in the way of another; so the addresses are looked at until nothing moves.
/// </summary>
internal sealed class UndoAddresses
{
    private readonly Dictionary<string, int> _movers = new(StringComparer.Ordinal); // whose address changes, by directory id
    private readonly List<Claim> _claims = [];

    private sealed record Claim(int Line, Hash128 Wanted, Hash128 Present, IReadOnlyList<DirectoryUser> Others);

    /// <summary>A user gives up the present address and gets none.</summary>
    public void Release(int line, string id) => _movers[id] = line;

    /// <summary>A user gets an address back.</summary>
    /// <param name="line">Their line.</param>
    /// <param name="account">The account as it is.</param>
    /// <param name="wanted">The address.</param>
    /// <param name="holders">The accounts that have it now.</param>
    public void Restore(int line, DirectoryUser account, string wanted, IEnumerable<DirectoryUser> holders)
    {
        _movers[account.Id] = line;
        var present = account.User.Email is { } email ? MatchKey.HashOf(email) : Hash128.None;
        _claims.Add(new Claim(line, MatchKey.HashOf(wanted), present, holders.Where(user => user.Id != account.Id).ToArray()));
    }

    /// <summary>Marks the lines whose users cannot have their old address.</summary>
    public void Resolve(SyncPlan plan)
    {
        var byWanted = _claims.ToLookup(claim => claim.Wanted);
        var open = new Queue<Claim>(_claims);
        while (open.Count > 0)
        {
            var claim = open.Dequeue();
            if (plan.Lines[claim.Line].Fails || claim.Others.FirstOrDefault(user => Stays(plan, user)) is not { } holder)
                continue;
            plan.Lines[claim.Line].Details |= holder.User.Archived ? LineDetails.EmailUsedByDeletedUser : LineDetails.EmailUsedInCompany;
            if (holder.User.UniqueId is { } name)
                plan.HolderNames[claim.Line] = name;
            foreach (var waiting in byWanted[claim.Present])
                open.Enqueue(waiting);
        }
    }

    private bool Stays(SyncPlan plan, DirectoryUser user) => !_movers.TryGetValue(user.Id, out var line) || plan.Lines[line].Fails;
}
