namespace HrisConnector.Core.Directories;

/// <summary>An account of the directory.</summary>
/// <param name="Id">The directory's own identifier of it.</param>
/// <param name="User">Its values.</param>
internal sealed record DirectoryUser(string Id, HrisUser User);
