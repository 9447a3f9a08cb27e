using System;

namespace HrisConnector.Core.History;

/// <summary>Which runs of the history are wanted, newest first; everything null means all of them.</summary>
/// <param name="Id">The run with this id.</param>
/// <param name="Status">The runs that stand so.</param>
/// <param name="After">The runs that began at this UTC time or later.</param>
/// <param name="Before">The runs that began before this UTC time.</param>
/// <param name="Last">At most so many.</param>
public sealed record RunQuery(long? Id = null, HrisSyncStatus? Status = null, DateTime? After = null, DateTime? Before = null, int? Last = null);
