using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Groups;

/// <summary>Who belongs where (behaviour.md §5): the groups that each line of a file gives to its user.</summary>
internal sealed class GroupAssignment
{
    private const int MaxKnown = 50_000; // sets of rules that are remembered; a company has a few hundred

    private readonly ColumnMap _columns;
    private readonly IReadOnlyList<GroupRule> _rules;
    private readonly RuleMatcher? _matcher;
    private readonly WantedGroups _standard;
    private readonly Dictionary<Hash128, WantedGroups> _known = [];
    private readonly HashSet<int> _managed;

    /// <summary>Compiles rules.</summary>
    /// <param name="tree">The groups.</param>
    /// <param name="rules">The rules, without a fault; null when there is no rules file.</param>
    /// <param name="standard">The default group; -1 for none.</param>
    /// <param name="columns">The columns of the users file.</param>
    public GroupAssignment(GroupTree tree, IReadOnlyList<GroupRule>? rules, int standard, ColumnMap columns)
    {
        Tree = tree;
        _columns = columns;
        _rules = rules ?? [];
        _matcher = rules is null ? null : new RuleMatcher(rules, columns);
        _standard = new WantedGroups(tree, standard < 0 ? [] : [standard], noRuleMatches: rules is not null);
        _managed = new HashSet<int>(_rules.Select(rule => rule.Target).SelectMany(target => tree.ImpliedBy(target).Append(target)));
    }

    private GroupAssignment(GroupAssignment other)
    {
        Tree = other.Tree;
        _columns = other._columns;
        _rules = other._rules;
        _matcher = other._matcher is null ? null : new RuleMatcher(_rules, _columns);
        _standard = other._standard;
        _managed = other._managed;
    }

    public GroupTree Tree { get; }

    /// <summary>False when there is no rules file: then everybody is in the default group.</summary>
    public bool HasRules => _matcher is not null;

    /// <summary>The groups that some rule names or implies.</summary>
    public IReadOnlyCollection<int> Managed => _managed;

    public bool IsManaged(int group) => _managed.Contains(group);

    /// <summary>Reads and compiles what a configuration says, for the file at hand.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.GroupRulesInvalid"/>, <see cref="HrisErrors.GroupRulesUnreadable"/>, or
    /// <see cref="HrisErrors.ConfigurationInvalid"/> when there is no such default group.</exception>
    public static GroupAssignment Load(GroupsConfiguration configuration, GroupTree tree, ColumnMap columns, CancellationToken cancellationToken)
    {
        var standard = FindDefault(configuration, tree);
        if (configuration.RulesFile is null)
            return new GroupAssignment(tree, null, standard, columns);
        var rules = GroupRulesReader.Read(configuration.RulesFile, tree, cancellationToken);
        rules.CheckFields(columns);
        rules.RequireFaultless();
        return new GroupAssignment(tree, rules.Rules, standard, columns);
    }

    /// <summary>The place of the configured default group; -1 when none is configured.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConfigurationInvalid"/> when there is no such group.</exception>
    public static int FindDefault(GroupsConfiguration configuration, GroupTree tree)
    {
        if (configuration.Default is not { } reference)
            return -1;
        var found = tree.Find(reference);
        return found >= 0
            ? found
            : throw new HrisException(HrisErrors.ConfigurationInvalid, $"The configuration names the default group '{reference}', and the directory has no such group", reference);
    }

    /// <summary>The same for another thread: what is remembered of values is each thread's own.</summary>
    public GroupAssignment ForAnotherThread() => new(this);

    /// <summary>The groups of the current line's user.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConditionTimedOut"/>.</exception>
    [MethodImpl(HotPath.Options)]
    public WantedGroups WantedBy(CsvLineReader line)
    {
        if (_matcher is null)
            return _standard;
        var matched = _matcher.Match(line);
        var key = Hash128.Of(MemoryMarshal.AsBytes(matched));
        if (_known.TryGetValue(key, out var wanted))
            return wanted;
        if (_known.Count >= MaxKnown)
            _known.Clear();
        var targets = RuleMatcher.NumbersOf(matched).Select(rule => _rules[rule].Target).ToArray();
        return _known[key] = targets.Length == 0 ? _standard : new WantedGroups(Tree, targets, noRuleMatches: false);
    }
}
