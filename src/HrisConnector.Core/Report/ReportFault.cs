namespace HrisConnector.Core.Report;

/// <summary>One line of the users file that somebody should look at, as it is listed under one of its causes.</summary>
/// <param name="Line">The physical line on which it begins.</param>
/// <param name="Status">Its <c>ImportStatus</c>.</param>
/// <param name="Id">The unique identifier.</param>
/// <param name="Name">The first and the last name.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Note">What the log says beyond the cause: the other line or user concerned, the column count.</param>
internal sealed record ReportFault(long Line, string Status, string Id, string Name, string Email, string Note);
