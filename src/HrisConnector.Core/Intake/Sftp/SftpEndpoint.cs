using System;
using System.Globalization;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>A server, as messages name it.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
internal sealed record SftpEndpoint(string Host, int Port)
{
    private const int StandardPort = 22;

    // The colons of an IPv6 address would look like one before a port.
    private string HostPart => Host.IndexOf(':') >= 0 ? $"[{Host}]" : Host;

    /// <summary>The address of something on the server. A user name never stands in it; <c>~</c> is the folder in which the account arrives.</summary>
    /// <param name="folder">A folder, from the root or from the one in which the account arrives.</param>
    /// <param name="name">A name in that folder; null for the folder itself.</param>
    /// <returns>For example <c>sftp://host:2222/upload/users.csv</c>.</returns>
    public string Address(string folder, string? name = null)
    {
        var path = folder.StartsWith("/", StringComparison.Ordinal) ? folder : folder is "." or "./" or "" ? "/~" : "/~/" + folder;
        path = path.TrimEnd('/');
        return $"sftp://{HostPart}{(Port == StandardPort ? "" : ":" + Port.ToString(CultureInfo.InvariantCulture))}{path}{(name is null ? "" : "/" + name)}";
    }

    /// <summary>Host and port.</summary>
    public override string ToString() => $"{HostPart}:{Port.ToString(CultureInfo.InvariantCulture)}";
}
