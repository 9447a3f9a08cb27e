using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using HrisConnector.Core.Conditions;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Groups;

/// <summary>
/// Reads a rules file with the care of a users file: CSV with the columns <c>Rule,Group,Field,Operator,Value</c>, in any order; lines
/// with the same rule form one (behaviour.md §5). Every fault is listed with its line.
/// </summary>
internal sealed class GroupRulesReader
{
    private static readonly string[] Names = ["Rule", "Group", "Field", "Operator", "Value"];
    private readonly GroupTree? _tree;
    private readonly CsvLineReader _reader;
    private readonly GroupRules _result;
    private readonly int[] _columns = new int[Names.Length];
    private readonly Dictionary<string, GroupRule> _byName = new(StringComparer.Ordinal);

    private GroupRulesReader(string path, GroupTree? tree, CsvLineReader reader)
    {
        _tree = tree;
        _reader = reader;
        _result = new GroupRules(path);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="tree">The groups that it may name; null when they are not to be judged.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.GroupRulesUnreadable"/>.</exception>
    public static GroupRules Read(string path, GroupTree? tree, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        try
        {
            // Held while it is read twice, so that it is the same file.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            Utf8FileCheck.Run(stream, copy: null, name, cancellationToken);
            using var lines = new CsvLineReader(path, delimiter: null);
            return new GroupRulesReader(path, tree, lines).Read(cancellationToken);
        }
        catch (HrisException e)
        {
            // Encoding and emptiness, in the words of a users file.
            var rules = new GroupRules(path);
            rules.Faults.Add(new(1, e.Error == HrisErrors.FileEmpty ? "the file is empty" : "the file is not encoded as UTF-8"));
            return rules;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new HrisException(HrisErrors.GroupRulesUnreadable, $"The group rules file {name} cannot be read.", path, e);
        }
    }

    private GroupRules Read(CancellationToken cancellationToken)
    {
        if (!ReadHeader())
            return _result;
        while (_reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_reader.Fault == LineFault.None)
                ReadLine();
            else
                Fault(_reader.FaultReason.Replace($"line {_reader.LineNumber} ", "the row "));
        }

        if (_result.Rules.Count == 0 && _result.Faults.Count == 0)
            _result.Faults.Add(new(1, "the file has no rule"));
        return _result;
    }

    private bool ReadHeader()
    {
        if (!_reader.Read() || _reader.Fault != LineFault.None)
        {
            Fault($"the header cannot be read: {_reader.FaultReason}");
            return false;
        }

        var headers = Enumerable.Range(0, _reader.FieldCount).Select(Text).ToArray();
        for (var i = 0; i < Names.Length; i++)
        {
            var found = Enumerable.Range(0, headers.Length).Where(column => string.Equals(headers[column], Names[i], StringComparison.OrdinalIgnoreCase)).ToArray();
            _columns[i] = found.Length == 1 ? found[0] : -1;
            if (found.Length == 0)
                Fault($"the column {Names[i]} is missing");
            else if (found.Length > 1)
                Fault($"the column {Names[i]} stands {found.Length} times");
        }

        _reader.ExpectedColumns = headers.Length;
        return _result.Faults.Count == 0;
    }

    private void ReadLine()
    {
        var cells = _columns.Select(Text).ToArray();
        if (cells.All(cell => cell.Length == 0))
            return; // spreadsheets leave rows of delimiters behind
        var (name, group, field, comparison, value) = (cells[0], cells[1], cells[2], cells[3], cells[4]);
        if (field.Length == 0)
            Fault("Field: is missing");
        var condition = new ConditionConfiguration(field, ConditionOperators.Find(comparison) ?? ConditionOperator.IsNotEmpty, value);
        if (comparison.Length == 0)
            Fault("Operator: is missing");
        else if (ConditionOperators.Find(comparison) is null)
            Fault($"Operator: '{comparison}' is not one of {string.Join(", ", ConditionOperators.ByName.Keys)}");
        else if (Condition.FaultOf(condition) is { } fault)
            Fault($"Value: {fault}");
        if (RuleOf(name, group) is { } rule)
            rule.Conditions.Add(new(LineNumber, condition));
    }

    private GroupRule? RuleOf(string name, string group)
    {
        if (name.Length == 0)
            Fault("Rule: is missing");
        if (group.Length == 0)
            Fault("Group: is missing");
        if (name.Length == 0)
            return null;
        var key = MatchKey.Fold(name);
        if (!_byName.TryGetValue(key, out var rule))
        {
            rule = new GroupRule(name, group, group.Length > 0 && _tree is not null ? _tree.Find(group) : -1);
            if (rule.Target < 0 && group.Length > 0 && _tree is not null)
                Fault($"Group: the directory has no group '{group}'");
            _byName[key] = rule;
            _result.Rules.Add(rule);
        }
        else if (group.Length > 0 && !IsSameGroup(rule, group))
        {
            Fault($"Group: the rule '{name}' has the group '{rule.Group}' already; a rule has one group");
        }

        return rule;
    }

    private bool IsSameGroup(GroupRule rule, string group) =>
        string.Equals(MatchKey.Fold(rule.Group), MatchKey.Fold(group), StringComparison.Ordinal)
        || (_tree is not null && rule.Target >= 0 && _tree.Find(group) == rule.Target);

    private int LineNumber => (int)Math.Min(_reader.LineNumber, int.MaxValue);

    private string Text(int column) => Utf8Text.Decode(Utf8Text.Trim(_reader.Field(column)));

    private void Fault(string message) => _result.Faults.Add(new(Math.Max(LineNumber, 1), message));
}
