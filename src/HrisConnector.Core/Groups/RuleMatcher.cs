using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Groups;

/// <summary>Which rules a line meets, as bits: for each column that any rule looks at, one look at what is known of its value.</summary>
internal sealed class RuleMatcher
{
    private readonly ColumnRules[] _columns;
    private readonly ulong[] _all;
    private readonly ulong[] _matched;

    /// <summary>Compiles rules whose fields the file has.</summary>
    public RuleMatcher(IReadOnlyList<GroupRule> rules, ColumnMap columns)
    {
        _all = new ulong[(rules.Count + 63) / 64];
        _matched = new ulong[_all.Length];
        var byColumn = new Dictionary<int, ColumnRules>();
        for (var rule = 0; rule < rules.Count; rule++)
        {
            _all[rule >> 6] |= 1UL << (rule & 63);
            foreach (var condition in rules[rule].Conditions)
            {
                var column = columns.FindField(condition.Condition.Field);
                if (!byColumn.TryGetValue(column, out var ofColumn))
                    byColumn[column] = ofColumn = new ColumnRules(column, _all.Length);
                ofColumn.Add(rule, condition);
            }
        }

        _columns = byColumn.Values.ToArray();
    }

    /// <summary>The rules that the current line meets, a bit each; valid until the next call.</summary>
    [MethodImpl(HotPath.Options)]
    public ReadOnlySpan<ulong> Match(CsvLineReader line)
    {
        _all.CopyTo(_matched, 0);
        foreach (var column in _columns)
            column.Restrict(line, _matched);
        return _matched;
    }

    /// <summary>The numbers of the rules whose bits are set.</summary>
    public static List<int> NumbersOf(ReadOnlySpan<ulong> matched)
    {
        var numbers = new List<int>();
        for (var rule = 0; rule < matched.Length * 64; rule++)
        {
            if ((matched[rule >> 6] & (1UL << (rule & 63))) != 0)
                numbers.Add(rule);
        }

        return numbers;
    }
}
