using System.Collections.Generic;
using HrisConnector.Core.Notices;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Report;

/// <summary>The lines of a run that have one thing in common to look at.</summary>
internal sealed class ReportCause
{
    private readonly List<ReportFault> _faults = [];

    private ReportCause(string word, string sentence, string problem, string whatToDo, bool isFault)
    {
        Word = word;
        Sentence = sentence;
        Problem = NoticeText.Capital(problem);
        WhatToDo = NoticeText.Capital(whatToDo);
        IsFault = isFault;
    }

    /// <summary>What the CSV log calls it.</summary>
    public string Word { get; }

    /// <summary>What the JSON log says of it.</summary>
    public string Sentence { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>The recommended action.</summary>
    public string WhatToDo { get; }

    /// <summary>Whether such lines make the run a warning (behaviour.md §6); those that do not are counted and not listed.</summary>
    public bool IsFault { get; }

    /// <summary>How many lines have it.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them, in the order of the file.</summary>
    public IReadOnlyList<ReportFault> Faults => _faults;

    /// <summary>A cause of the table of details.</summary>
    public static ReportCause Of(OutcomeWords words) => new(
        words.Word, words.Sentence, words.Problem, words.Action, words.Detail is not (LineDetails.OutsidePerimeter or LineDetails.ChangeOverridden));

    /// <summary>The cause of a line that cannot be read.</summary>
    public static ReportCause Unreadable() => new(OutcomeText.ReadingWord, "", "The line could not be read", OutcomeText.ReadingAction, isFault: true);

    /// <summary>What the log calls by a word that this version does not know.</summary>
    public static ReportCause Unknown() => new("", "", "Another cause, in the words of the learning platform", "look the code up in the platform's documentation, or ask its support", isFault: true);

    /// <summary>Counts a line.</summary>
    /// <returns>True when it is to be listed too, see <see cref="Add"/>.</returns>
    public bool Take() => ++Count <= ReportFaults.MaxListed && IsFault;

    /// <summary>Lists a line.</summary>
    public void Add(ReportFault fault) => _faults.Add(fault);

    /// <summary>Forgets the lines behind the first few.</summary>
    public void Keep(int faults)
    {
        if (faults < _faults.Count)
            _faults.RemoveRange(faults, _faults.Count - faults);
    }
}
