using System;
using System.Collections.Generic;

namespace HrisConnector.Core.Configuration;

/// <summary>Reads what a configuration says of the user directory.</summary>
internal static class DirectoryReader
{
    private static readonly Dictionary<string, bool> Types = new() { ["embedded"] = false, ["360learning"] = true };

    /// <summary>The groups of the embedded directory, or the learning platform, which has its own; neither when there is nothing to say.</summary>
    public static (IReadOnlyList<GroupConfiguration>? Groups, bool IsPlatform, Learning360Configuration? Platform) Read(JsonSection root)
    {
        var section = root.Section("directory");
        if (section is null)
            return (null, false, null);
        var isPlatform = section.Choice("type", Types) ?? false;
        var groups = isPlatform ? null : GroupsReader.ReadDirectoryGroups(section);
        var platform = isPlatform ? ReadPlatform(section) : null;
        section.RefuseUnknown();
        return (groups, isPlatform, platform);
    }

    private static Learning360Configuration? ReadPlatform(JsonSection section)
    {
        var clientId = section.Text("clientId", required: true)?.Trim();
        var secret = SecretReader.Read(section, "clientSecret");
        if (secret is null && section.Take("clientSecret") is null)
            section.Fault("clientSecret", "is missing");
        var uri = ReadBaseUri(section);
        var defaults = new Learning360Configuration(new Uri("https://app.360learning.com"), "", new SecretReference(SecretKind.Environment, ""));
        var platform = section.Text("platform")?.Trim() ?? defaults.Platform;
        var invites = section.Flag("sendInvitationEmail") ?? defaults.SendInvitationEmail;
        var activates = section.Flag("activate") ?? defaults.Activate;
        var reads = (int?)section.Number("readsPerSecond", 1, 10_000, whole: true) ?? defaults.ReadsPerSecond;
        var writes = (int?)section.Number("writesPerSecond", 1, 10_000, whole: true) ?? defaults.WritesPerSecond;
        if (clientId is null || secret is null)
            return null;
        return new Learning360Configuration(uri ?? defaults.BaseUri, clientId, secret)
        {
            Platform = platform, SendInvitationEmail = invites, Activate = activates, ReadsPerSecond = reads, WritesPerSecond = writes,
        };
    }

    // The client secret and the users' data go there: never in the open but to this very machine.
    private static Uri? ReadBaseUri(JsonSection section)
    {
        if (section.Text("baseUri")?.Trim() is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            && uri.UserInfo.Length == 0 && uri.AbsolutePath == "/" && uri.Query.Length == 0 && uri.Fragment.Length == 0)
        {
            return uri;
        }

        section.Fault("baseUri", "must be the https address of the platform, as in https://app.360learning.com, without a path");
        return null;
    }
}
