namespace HrisConnector.Core.Undo;

/// <summary>What one undo is asked to do differently.</summary>
/// <param name="Force">Take back users who were changed since, too.</param>
/// <param name="Preview">Do everything but the writing (<c>-WhatIf</c>).</param>
public sealed record UndoOptions(bool Force = false, bool Preview = false);
