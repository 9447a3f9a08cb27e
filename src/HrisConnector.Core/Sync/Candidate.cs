using HrisConnector.Core.Groups;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>A line that says something new and is to be compared with the directory.</summary>
/// <param name="UniqueId">Its unique identifier as written.</param>
/// <param name="Fingerprint">What the ledger is to remember of it.</param>
/// <param name="Active">Whether it says that the user is active.</param>
/// <param name="Manager">The key of the manager.</param>
/// <param name="Entry">What the ledger knows; an empty entry when nothing.</param>
/// <param name="Wanted">The values that it asks for.</param>
/// <param name="Groups">The groups that the rules give to its user; null when the user's groups are not looked at.</param>
internal sealed record Candidate(
    string UniqueId, Hash128 Fingerprint, bool Active, Hash128 Manager, LedgerEntry Entry, UserValues Wanted, WantedGroups? Groups)
{
    /// <summary>Its number, from 0; known when it is its turn.</summary>
    public int Line { get; set; }
}
