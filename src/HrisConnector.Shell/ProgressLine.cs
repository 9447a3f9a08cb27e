using System;
using System.Globalization;
using System.Management.Automation;

namespace HrisConnector.Shell;

/// <summary>Progress as one line that is written over: only a terminal can take it back, so only a terminal sees it.</summary>
internal sealed class ProgressLine
{
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private int _shown;

    public void Show(ProgressRecord record)
    {
        if (!_terminal)
        {
            return;
        }

        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        var percent = record.PercentComplete < 0 ? "" : record.PercentComplete.ToString(CultureInfo.InvariantCulture) + " % ";
        var line = $"{record.Activity}: {percent}{record.StatusDescription}";
        var width = ShellRawUserInterface.Width - 1;
        line = line.Length > width ? line[..width] : line;
        Console.Error.Write("\r" + line.PadRight(_shown));
        _shown = line.Length;
    }

    public void Clear()
    {
        if (_shown > 0)
        {
            Console.Error.Write("\r" + new string(' ', _shown) + "\r");
            _shown = 0;
        }
    }
}
