using System.Collections.Generic;

namespace HrisConnector.Tests.Shared.Mail;

/// <summary>A message that an <see cref="SmtpServer"/> took.</summary>
/// <param name="From">The sender of the envelope.</param>
/// <param name="To">The recipients of the envelope that were accepted.</param>
/// <param name="Data">The message, byte for byte.</param>
/// <param name="Encrypted">Whether it came over TLS.</param>
/// <param name="SignedInAs">The account; null when nobody signed in.</param>
internal sealed record ReceivedMail(string From, IReadOnlyList<string> To, byte[] Data, bool Encrypted, string? SignedInAs);
