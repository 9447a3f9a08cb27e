namespace HrisConnector.Core.Tests.Fuzz;

/// <summary>What is done to the bytes of a file.</summary>
internal enum MutationKind
{
    FlipBit,
    SetByte,
    Insert,
    Replace,
    Remove,
    Duplicate,
    Move,
    Truncate,
    Splice,
    LongField,
}
