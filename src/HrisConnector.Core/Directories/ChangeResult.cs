using HrisConnector.Core.Users;

namespace HrisConnector.Core.Directories;

/// <summary>What became of a change.</summary>
/// <param name="Id">The directory's identifier of the user; null when the change was refused.</param>
/// <param name="Refusal">Why the directory refused; none when it did not.</param>
/// <param name="ManagerPending">True when everything is done but the manager, who does not exist yet.</param>
internal readonly record struct ChangeResult(string? Id, LineDetails Refusal, bool ManagerPending);
