namespace HrisConnector.Core.Report;

/// <summary>What a report shows and whether it may replace a file.</summary>
/// <param name="Last">How many of the newest synchronizations the chart shows, at least 1. The list shows all of them.</param>
/// <param name="Anonymous">Leaves out the unique identifiers, names and e-mail addresses of users: of a faulty line, its number and its cause stay.</param>
/// <param name="Overwrite">Whether a file of that name is replaced.</param>
public sealed record ReportOptions(int Last = 30, bool Anonymous = false, bool Overwrite = false);
