using System.Runtime.CompilerServices;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>
/// Line → whether it says anything new, by a look at the ledger. For one thread; the ledger is not changed. What depends on other lines,
/// such as a unique identifier that stands twice, is not known here.
/// </summary>
/// <param name="configuration">The connector.</param>
/// <param name="columns">The columns of the file.</param>
/// <param name="ledger">What was last applied.</param>
/// <param name="groups">The group rules, for this thread alone; null when groups are not looked at.</param>
/// <param name="full">True when every line is to be compared with the directory.</param>
internal sealed class LedgerComparison(ConnectorConfiguration configuration, ColumnMap columns, LedgerIndex ledger, GroupAssignment? groups, bool full)
    : ILineWork<JudgedLine>
{
    private readonly LineMapping _mapping = new(configuration, columns);
    private ulong _touched;

    /// <inheritdoc/>
    [MethodImpl(HotPath.Options)]
    public void Read(CsvLineReader reader, out JudgedLine line)
    {
        line = default;
        _mapping.Read(reader, out line.Facts);
        var fingerprint = Hash128.None;
        if (IsToBeJudged(line.Facts))
        {
            // Between the first look and the second the table comes into the processor's cache.
            _touched += ledger.Touch(line.Facts.UniqueId);
            fingerprint = _mapping.Mapper.FingerprintOf(reader);
        }

        line.Entry = line.Facts.UniqueId.IsNone ? -1 : ledger.Find(line.Facts.UniqueId);
        if (!fingerprint.IsNone)
            Judge(reader, ref line, fingerprint);
    }

    [MethodImpl(HotPath.Options)]
    private static bool IsToBeJudged(in LineFacts facts) =>
        facts.Fault == LineFault.None && facts.Inside && !facts.Protected && (facts.Details & LineDetails.Fatal) == 0;

    [MethodImpl(HotPath.Options)]
    private void Judge(CsvLineReader reader, ref JudgedLine line, Hash128 fingerprint)
    {
        var entry = line.Entry < 0 ? default : ledger[line.Entry];
        var active = line.Facts.Active;
        var wanted = active ? groups?.WantedBy(reader) : null;
        if (wanted is not null)
        {
            // The line says something new as well when the rules give its user other groups than last time.
            fingerprint = fingerprint.With(wanted.Fingerprint);
            line.NoRuleMatches = wanted.NoRuleMatches;
        }

        if (full || line.Entry < 0 || !IsUnchanged(entry, active, fingerprint))
            line.News = New(reader, line.Facts, fingerprint, entry, wanted);
    }

    private Candidate New(CsvLineReader reader, in LineFacts facts, Hash128 fingerprint, LedgerEntry entry, WantedGroups? wanted)
    {
        var uniqueId = Utf8Text.Decode(_mapping.Mapper.Value(reader, UserField.UniqueId));
        return new Candidate(uniqueId, fingerprint, facts.Active, facts.Manager, entry, _mapping.Mapper.Read(reader), wanted);
    }

    private static bool IsUnchanged(in LedgerEntry entry, bool active, Hash128 fingerprint) => active
        ? entry.State == LedgerState.Active && entry.Fingerprint == fingerprint
        : !entry.IsActive && (entry.Exists || entry.Fingerprint == fingerprint);
}
