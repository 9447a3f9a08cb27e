namespace HrisConnector.Core.Errors;

/// <summary>One entry of the table of errors: what scripts test and what a person does next.</summary>
/// <param name="Id">The stable id; the cmdlets show it as <c>FullyQualifiedErrorId</c>.</param>
/// <param name="Category">The kind of failure.</param>
/// <param name="Target">What the failure is about, for the page of the errors: the kind of <see cref="HrisException.Target"/>.</param>
/// <param name="Hint">The recommended action.</param>
public sealed record HrisError(string Id, HrisErrorCategory Category, string Target, string Hint);
