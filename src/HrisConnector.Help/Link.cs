namespace HrisConnector.Help;

/// <summary>A related link: another cmdlet, or a page.</summary>
internal sealed record Link(string Text, string Uri);
