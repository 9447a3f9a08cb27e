namespace HrisConnector.Core.Tests.Crash;

/// <summary>A system call of a run that leaves something behind.</summary>
/// <param name="Number">Its place among all of them.</param>
/// <param name="Call">The system call.</param>
/// <param name="Ordinal">How many of this call there were in the process, this one included.</param>
/// <param name="Path">What it was about, below the connector's folder.</param>
internal sealed record DurableStep(int Number, string Call, int Ordinal, string Path);
