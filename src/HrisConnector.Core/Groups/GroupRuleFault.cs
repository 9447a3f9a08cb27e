namespace HrisConnector.Core.Groups;

/// <summary>One fault of a rules file.</summary>
/// <param name="Line">The physical line, from 1.</param>
/// <param name="Message">What is wrong; begins with the place in the line.</param>
internal sealed record GroupRuleFault(int Line, string Message)
{
    /// <summary>The line and the message.</summary>
    public override string ToString() => $"line {Line}: {Message}";
}
