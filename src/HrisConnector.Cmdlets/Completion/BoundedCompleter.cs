using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading.Tasks;

namespace HrisConnector.Cmdlets.Completion;

/// <summary>Completes a value while somebody types: at most so many, in at most so long a time, and without a word when it cannot. It never makes a store
/// and never asks for a secret.</summary>
internal abstract class BoundedCompleter : IArgumentCompleter
{
    /// <summary>More than anybody reads.</summary>
    protected const int Most = 50;

    // A press of the Tab key must not feel like a hang: a locked store or a slow share is not waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var line = new TypedLine(commandName, wordToComplete, fakeBoundParameters);
            var look = Task.Run(() => Find(line).Take(Most).ToList());
            return look.Wait(Patience) ? look.Result : [];
        }
        catch (Exception)
        {
            // Whoever types is not helped by an error: there is nothing to offer.
            return [];
        }
    }

    /// <summary>The values, on the thread pool.</summary>
    /// <param name="line">What is typed so far.</param>
    protected abstract IEnumerable<CompletionResult> Find(TypedLine line);

    /// <summary>A value that can be typed: in quotes when it needs them.</summary>
    /// <param name="value">The value.</param>
    /// <param name="tooltip">What is said of it.</param>
    /// <param name="type">What it is.</param>
    protected static CompletionResult Offer(string value, string tooltip, CompletionResultType type = CompletionResultType.ParameterValue) =>
        new(Quoted(value), OneLine(value), type, OneLine(tooltip));

    /// <summary>Whether a value begins as what is typed.</summary>
    protected static bool Begins(string value, string typed) => value.StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    private static string Quoted(string value) => value.All(IsPlain) && char.IsLetterOrDigit(value[0])
        ? value
        : "'" + CodeGeneration.EscapeSingleQuotedStringContent(value) + "'";

    private static bool IsPlain(char character) => char.IsLetterOrDigit(character) || character is '.' or '_' or '-' or '/' or '\\' or ':';

    // What comes from a file may hold anything, and a menu has one line.
    private static string OneLine(string text) => text.Length == 0 ? " " : new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]);
}
