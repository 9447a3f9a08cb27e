namespace HrisConnector.Core.Notices;

/// <summary>One line of the users file that somebody should look at. Of its cells the unique identifier alone is here.</summary>
/// <param name="Line">The physical line on which it begins.</param>
/// <param name="UniqueId">Its unique identifier, fit to be shown; empty when it has none or could not be read.</param>
/// <param name="Status">Its <c>ImportStatus</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="WhatToDo">The recommended action.</param>
internal sealed record NoticeFault(long Line, string UniqueId, string Status, string Message, string WhatToDo);
