namespace HrisConnector.Core.History;

/// <summary>One user of a list of a JSON log (behaviour.md §6).</summary>
/// <param name="Id">The unique identifier; empty when the line could not be read.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="FirstName">The first name.</param>
/// <param name="LastName">The last name.</param>
/// <param name="Message">The <c>errorMessage</c>.</param>
internal sealed record LoggedUser(string Id, string Email, string FirstName, string LastName, string Message);
