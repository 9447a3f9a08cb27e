using HrisConnector.Core.Text;

namespace HrisConnector.Core.Sync;

/// <summary>An account that has, before the run, the e-mail address that a line wants.</summary>
/// <param name="UniqueId">The key of the unique identifier that owns it; none when nobody does.</param>
/// <param name="Name">That identifier as text, for the log; null when nobody owns it.</param>
/// <param name="Archived">True when the account is archived.</param>
internal sealed record EmailHolder(Hash128 UniqueId, string? Name, bool Archived);
