using HrisConnector.Core.Text;

namespace HrisConnector.Core.Sync;

/// <summary>A line asks for a manager.</summary>
internal struct ManagerClaim
{
    public int Line;
    public Hash128 Manager;

    /// <summary>True when the ledger or the directory has a user with this unique identifier.</summary>
    public bool Exists;
}
