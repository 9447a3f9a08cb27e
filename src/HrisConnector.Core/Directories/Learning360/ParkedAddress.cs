using System;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>
/// The address of a user who has none: the platform wants every user to have an address or a user name, and while two users swap theirs
/// one of them must give it up first. It is of a domain that is reserved for such uses (RFC 2606), where nobody gets mail.
/// </summary>
internal static class ParkedAddress
{
    private const string Prefix = "parked-";
    private const string Domain = "@hrisconnector.example.com";

    /// <summary>The parked address of a user.</summary>
    public static string Of(string userId) => Prefix + userId + Domain;

    /// <summary>An address; null when it is parked.</summary>
    public static string? Real(string? mail) => mail is not null && mail.StartsWith(Prefix, StringComparison.Ordinal) && mail.EndsWith(Domain, StringComparison.Ordinal) ? null : mail;
}
