using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>What one detail of a line is called: a row of the table of <see cref="OutcomeText"/>.</summary>
/// <param name="Detail">The detail.</param>
/// <param name="Word">The exact word of the CSV log.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Action">What to do about it.</param>
/// <param name="Sentence">The sentence of the JSON log.</param>
internal sealed record OutcomeWords(LineDetails Detail, string Word, string Problem, string Action, string Sentence)
{
    /// <summary>A row whose sentence says both.</summary>
    public static OutcomeWords Full(LineDetails detail, string word, string problem, string action) => new(detail, word, problem, action, $"{problem}; {action}");

    /// <summary>A row whose sentence says what is wrong and no more: so the specification words it, or it is clear from it what to do.</summary>
    public static OutcomeWords Brief(LineDetails detail, string word, string problem, string action) => new(detail, word, problem, action, problem);
}
