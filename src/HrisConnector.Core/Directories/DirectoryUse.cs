namespace HrisConnector.Core.Directories;

/// <summary>What a directory is opened for.</summary>
/// <param name="Managers">True when managers are asked for: a directory behind a network does not read them otherwise.</param>
/// <param name="Undo">True when it is to take a run back: the groups are then those that are there, whatever the configuration lists.</param>
internal sealed record DirectoryUse(bool Managers, bool Undo = false);
