using System;

namespace HrisConnector.Help;

/// <summary>The page of the errors.</summary>
internal static class ErrorsPage
{
    /// <summary>The text of the page.</summary>
    public static string Text() => throw new NotSupportedException();
}
