using HrisConnector.Core.Directories;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>Whether the managers that lines ask for exist once the file is applied (behaviour.md §2): in the file, wherever they stand, or in the directory.</summary>
internal static class ManagerClaims
{
    public static void Resolve(SyncPlan plan)
    {
        for (var i = 0; i < plan.Managers.Count; i++)
        {
            ref var claim = ref plan.Managers[i];
            ref var line = ref plan.Lines[claim.Line];
            if (claim.Manager != line.UniqueId && (claim.Exists || WillExist(plan, claim)))
                continue;
            line.Details |= LineDetails.ManagerNotFound;
            if (line.Has(LineFlags.OnlyManager))
                line.Kind = ChangeKind.None;
        }
    }

    private static bool WillExist(SyncPlan plan, in ManagerClaim claim)
    {
        var manager = plan.UniqueIds.Find(claim.Manager);
        if (manager < 0)
            return false;
        ref var line = ref plan.Lines[manager];
        // An account that is to be linked has this unique identifier only when the line is applied, as one to be created.
        return line.Kind == ChangeKind.Create || line.Has(LineFlags.Linked)
            ? !line.Fails && !line.Has(LineFlags.Dropped)
            : line.Has(LineFlags.Known);
    }
}
