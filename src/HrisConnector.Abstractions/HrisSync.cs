using System;
using System.Collections.Generic;

namespace HrisConnector;

/// <summary>One synchronization of one users file: an entry of the history (behaviour.md §6).</summary>
public sealed class HrisSync
{
    private IReadOnlyList<string> _logs = PlainList<string>.Of(null);

    /// <summary>The number of the synchronization in its connector's history, from 1; 0 for a preview, which has no entry.</summary>
    public long Id { get; set; }

    /// <summary>The name of the connector.</summary>
    public string Connector { get; set; } = "";

    /// <summary>The name of the users file, without its folder.</summary>
    public string File { get; set; } = "";

    /// <summary>How the synchronization stands or ended.</summary>
    public HrisSyncStatus Status { get; set; }

    /// <summary>When it began, in UTC.</summary>
    public DateTime StartDate { get; set; }

    /// <summary>When it ended, in UTC; null while it runs.</summary>
    public DateTime? EndDate { get; set; }

    /// <summary>How long it took; null while it runs.</summary>
    public TimeSpan? Duration => EndDate - StartDate;

    /// <summary>The number of lines (CSV records) after the header.</summary>
    public long Lines { get; set; }

    /// <summary>Users created or reactivated.</summary>
    public long Created { get; set; }

    /// <summary>Users updated.</summary>
    public long Updated { get; set; }

    /// <summary>Users archived.</summary>
    public long Archived { get; set; }

    /// <summary>Lines refused as duplicates.</summary>
    public long Duplicate { get; set; }

    /// <summary>Lines ignored: unreadable, invalid, refused by the directory, or outside the perimeter.</summary>
    public long Ignored { get; set; }

    /// <summary>Users synchronized that match no group rule; null without group rules.</summary>
    public long? NoGroupsMatch { get; set; }

    /// <summary>Lines with nothing to do that are not counted as ignored.</summary>
    public long Unchanged { get; set; }

    /// <summary>Why the synchronization failed; empty unless <see cref="Status"/> is <see cref="HrisSyncStatus.Error"/>.</summary>
    public IReadOnlyList<string> Logs
    {
        get => _logs;
        set => _logs = PlainList<string>.Of(value);
    }

    /// <summary>The full path of the JSON log; null while it runs.</summary>
    public string? JsonLogPath { get; set; }

    /// <summary>The full path of the CSV log; null while it runs and when the file could not be processed.</summary>
    public string? CsvLogPath { get; set; }

    /// <summary>True for a preview (<c>-WhatIf</c>): the counts are what a run would do, and nothing was changed.</summary>
    public bool Planned { get; set; }

    /// <summary>The <see cref="Id"/> of the synchronization that this one takes back (<c>Undo-HrisSync</c>); null for one that applies a users file.</summary>
    public long? UndoOf { get; set; }

    /// <summary>The connector, the number and the file.</summary>
    /// <returns>Text for messages and lists.</returns>
    public override string ToString() => $"{Connector} {Id}: {File}";
}
