using System.Linq;
using System.Runtime.CompilerServices;
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
    private readonly (Condition Condition, int Column)[] _conditions;

    /// <summary>Finds the columns of the conditions.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConfigurationInvalid"/> when a condition is on a column that the file lacks:
    /// then nobody can say who is inside.</exception>
    public Perimeter(ConnectorConfiguration configuration, ColumnMap columns) =>
        _conditions = configuration.Perimeter.Select(condition => (new Condition(condition), ColumnOf(condition.Field, columns))).ToArray();

    /// <summary>Whether a line is inside.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConditionTimedOut"/>.</exception>
    [MethodImpl(HotPath.Options)]
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

    private static int ColumnOf(string field, ColumnMap columns)
    {
        var column = columns.FindField(field);
        return column >= 0 ? column
            : throw new HrisException(HrisErrors.ConfigurationInvalid, $"The perimeter names the field '{field}', and the file has no such column", field);
    }
}
