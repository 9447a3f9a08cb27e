namespace HrisConnector.Core.Intake;

/// <summary>A users file that can be read on this machine.</summary>
/// <param name="Path">Its full path: the original, or a private copy.</param>
/// <param name="Stamp">What the original was when it was received.</param>
internal sealed record ReceivedFile(string Path, FileStamp Stamp);
