using System.Collections.Generic;
using System.Text.RegularExpressions;
using HrisConnector.Core.Conditions;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>Which lines are synchronized at all: those that meet every condition (behaviour.md §4).</summary>
internal sealed class Perimeter
{
    private readonly List<(Condition Condition, int Column)> _conditions = [];

    /// <summary>Finds the columns of the conditions.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConfigurationInvalid"/> when a condition is on a column that the file lacks:
    /// then nobody can say who is inside.</exception>
    public Perimeter(ConnectorConfiguration configuration, ColumnMap columns)
    {
        foreach (var condition in configuration.Perimeter)
        {
            var column = columns.FindField(condition.Field);
            if (column < 0)
                throw new HrisException(HrisErrors.ConfigurationInvalid, $"The perimeter names the field '{condition.Field}', and the file has no such column", condition.Field);
            _conditions.Add((new Condition(condition), column));
        }
    }

    /// <summary>Whether a line is inside.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConditionTimedOut"/>.</exception>
    public bool Contains(CsvLineReader line)
    {
        foreach (var (condition, column) in _conditions)
        {
            try
            {
                if (!condition.IsMetBy(Utf8Text.Decode(Utf8Text.Trim(line.Field(column)))))
                    return false;
            }
            catch (RegexMatchTimeoutException)
            {
                throw new HrisException(HrisErrors.ConditionTimedOut, $"A regular expression of the perimeter took too long on line {line.LineNumber}", line.LineNumber);
            }
        }

        return true;
    }
}
