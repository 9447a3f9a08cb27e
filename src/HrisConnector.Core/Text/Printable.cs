using System.Linq;

namespace HrisConnector.Core.Text;

/// <summary>Makes a value of a file fit for a message: what a terminal would obey or break at is shown as U+FFFD.</summary>
internal static class Printable
{
    public static string Of(string value) =>
        value.Any(char.IsControl) ? new string(value.Select(c => char.IsControl(c) ? '\uFFFD' : c).ToArray()) : value;
}
