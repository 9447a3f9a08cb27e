using System.Collections.Generic;

namespace HrisConnector.Core.Configuration;

/// <summary>A mail server and who writes to whom.</summary>
/// <param name="Host">The name or address of the server.</param>
/// <param name="Port">The port of the server.</param>
/// <param name="Security">How the connection is protected.</param>
/// <param name="From">The sender's address.</param>
/// <param name="To">The recipients' addresses.</param>
/// <param name="UserName">The account; null to send without signing in.</param>
/// <param name="Password">The password of the account.</param>
public sealed record SmtpConfiguration(
    string Host,
    int Port,
    SmtpSecurity Security,
    string From,
    IReadOnlyList<string> To,
    string? UserName,
    SecretReference? Password);
