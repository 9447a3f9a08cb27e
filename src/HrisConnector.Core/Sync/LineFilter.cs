namespace HrisConnector.Core.Sync;

/// <summary>Whether a line is one of those that are looked for. It is asked of every line of the file: by reference, to copy none, and by several threads.</summary>
internal delegate bool LineFilter(in LinePlan line);
