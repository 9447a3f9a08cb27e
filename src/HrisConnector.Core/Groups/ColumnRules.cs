using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using HrisConnector.Core.Conditions;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Groups;

/// <summary>
/// The conditions of all rules on one column. Columns that rules look at have few values (countries, sites, jobs), so the answer for
/// a value is remembered: a bit for every rule, cleared when the value does not meet a condition of it.
/// </summary>
internal sealed class ColumnRules
{
    private const int CacheSize = 4096; // bounded: a column of a million addresses must not fill the memory

    // A pattern may be slow on every value without ever running out of its second: all of them together have this long.
    private static readonly TimeSpan TimeForPatterns = TimeSpan.FromMinutes(1);

    private readonly int _column;
    private readonly int _words;
    private readonly Dictionary<ConditionConfiguration, ulong[]> _known = []; // and the rules that ask it
    private readonly List<(Condition Condition, ulong[] Rules)> _conditions = [];
    private readonly List<(Condition Condition, ulong[] Rules, int Line)> _patterns = []; // the conditions that are regular expressions
    private readonly System.Diagnostics.Stopwatch _timeOfPatterns = new();
    private readonly Hash128[] _values = new Hash128[CacheSize];
    private readonly ulong[] _answers;

    public ColumnRules(int column, int words)
    {
        _column = column;
        _words = words;
        _answers = new ulong[CacheSize * words];
    }

    /// <summary>A rule asks this of the column.</summary>
    public void Add(int rule, GroupRuleCondition condition)
    {
        // The same question of several rules is asked once; the field's name plays no part, the column is the same.
        var question = condition.Condition with { Field = "" };
        if (!_known.TryGetValue(question, out var rules))
        {
            _known[question] = rules = new ulong[_words];
            if (question.Operator == ConditionOperator.Matches)
                _patterns.Add((new Condition(question), rules, condition.Line));
            else
                _conditions.Add((new Condition(question), rules));
        }

        rules[rule >> 6] |= 1UL << (rule & 63);
    }

    /// <summary>Clears the bits of the rules that the current line does not meet.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConditionTimedOut"/>.</exception>
    [MethodImpl(HotPath.Options)]
    public void Restrict(CsvLineReader line, ulong[] matched)
    {
        var value = Utf8Text.Trim(line.Field(_column));
        var hash = Hash128.OfKey(value);
        var slot = (int)(hash.Mixed() & (CacheSize - 1));
        if (_values[slot] != hash)
        {
            Ask(Condition.Compose(Utf8Text.Decode(value)), slot * _words, line.LineNumber);
            _values[slot] = hash;
        }

        var answers = _answers.AsSpan(slot * _words, _words);
        for (var i = 0; i < answers.Length; i++)
            matched[i] &= answers[i];
    }

    [MethodImpl(HotPath.Options)]
    private void Ask(string value, int at, long line)
    {
        var answers = _answers.AsSpan(at, _words);
        answers.Fill(ulong.MaxValue);
        foreach (var (condition, rules) in _conditions)
        {
            if (!condition.IsMetByComposed(value))
                Clear(answers, rules);
        }

        if (_patterns.Count > 0)
            AskPatterns(value, answers, line);
    }

    private void AskPatterns(string value, Span<ulong> answers, long line)
    {
        _timeOfPatterns.Start();
        try
        {
            foreach (var (condition, rules, ruleLine) in _patterns)
            {
                if (!IsMet(condition, value, ruleLine, line))
                    Clear(answers, rules);
            }
        }
        finally
        {
            _timeOfPatterns.Stop();
        }
    }

    private bool IsMet(Condition condition, string value, int ruleLine, long line)
    {
        try
        {
            return _timeOfPatterns.Elapsed < TimeForPatterns ? condition.IsMetByComposed(value) : throw new RegexMatchTimeoutException();
        }
        catch (RegexMatchTimeoutException)
        {
            // Without the inner exception: it holds the value.
            throw new HrisException(
                HrisErrors.ConditionTimedOut, $"The regular expression on line {ruleLine} of the group rules file took too long on line {line}", line);
        }
    }

    private static void Clear(Span<ulong> answers, ulong[] rules)
    {
        for (var i = 0; i < rules.Length; i++)
            answers[i] &= ~rules[i];
    }
}
