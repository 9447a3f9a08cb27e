using System.Management.Automation;

namespace HrisConnector.Cmdlets;

/// <summary>Patterns with wildcards, as users give them.</summary>
internal static class Patterns
{
    /// <summary>The pattern of a text, without regard to case.</summary>
    /// <exception cref="WildcardPatternException">The text is no pattern.</exception>
    public static WildcardPattern Of(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        pattern.IsMatch(""); // a pattern with a fault says so now, in the words of PowerShell
        return pattern;
    }
}
