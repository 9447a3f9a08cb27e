using System.Runtime.CompilerServices;
using HrisConnector.Core.Collections;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>
/// The managers that lines ask for, and whether they exist once the file is applied (behaviour.md §2): in the file, wherever they
/// stand, or in the directory. Few people manage many, so each manager is held once and a line takes eight bytes.
/// </summary>
internal sealed class ManagerClaims
{
    private readonly ChunkedList<(int Line, int Manager)> _claims = new();
    private readonly ChunkedList<Manager> _managers = new();
    private readonly HashIndex _index;

    public ManagerClaims() => _index = new HashIndex([MethodImpl(HotPath.Options)] (manager) => _managers[manager].Key);

    /// <summary>A line asks for a manager.</summary>
    /// <param name="line">The number of the line.</param>
    /// <param name="manager">The key of the manager's unique identifier.</param>
    /// <param name="exists">True when the ledger or the directory has a user with this unique identifier.</param>
    [MethodImpl(HotPath.Options)]
    public void Add(int line, Hash128 manager, bool exists)
    {
        var known = _index.FindOrAdd(manager, _managers.Count);
        if (known == _managers.Count)
            _managers.Add(new Manager { Key = manager });
        _managers[known].Exists |= exists;
        _claims.Add((line, known));
    }

    /// <summary>Marks the lines whose manager does not exist, those that fail anyway excepted; to be called when the whole file is known.</summary>
    [MethodImpl(HotPath.Options)]
    public void Resolve(SyncPlan plan)
    {
        for (var i = 0; i < _managers.Count; i++)
            _managers[i].Exists |= WillExist(plan, _managers[i].Key);
        for (var i = 0; i < _claims.Count; i++)
        {
            var (number, manager) = _claims[i];
            ref var line = ref plan.Lines[number];
            if (line.Fails || (_managers[manager].Exists && _managers[manager].Key != line.UniqueId))
                continue;
            line.Details |= LineDetails.ManagerNotFound;
            if (line.Has(LineFlags.OnlyManager))
                line.Kind = ChangeKind.None;
        }
    }

    private static bool WillExist(SyncPlan plan, Hash128 manager)
    {
        var number = plan.FindLine(manager);
        if (number < 0)
            return false;
        ref var line = ref plan.Lines[number];
        // An account that is to be linked has this unique identifier only when the line is applied, as one to be created.
        return line.Kind == ChangeKind.Create || line.Has(LineFlags.Linked)
            ? !line.Fails && !line.Has(LineFlags.Dropped)
            : line.Has(LineFlags.Known);
    }

    private struct Manager
    {
        public Hash128 Key;
        public bool Exists;
    }
}
