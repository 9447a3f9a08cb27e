using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>A line beside what the ledger knows of its user.</summary>
internal struct JudgedLine
{
    /// <summary>What the line says by itself.</summary>
    public LineFacts Facts;

    /// <summary>The ledger's entry of its unique identifier, or -1.</summary>
    public int Entry;

    /// <summary>True when there are group rules and none takes the user.</summary>
    public bool NoRuleMatches;

    /// <summary>What is to be compared with the directory; null when the line says what it said last time, or cannot be applied.</summary>
    public Candidate? News;
}
