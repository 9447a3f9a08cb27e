using System;
using System.Collections.Generic;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>What the profile of a user is made of.</summary>
internal static class Profile
{
    public static readonly IReadOnlyCollection<string> Languages =
    [
        "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hr", "ht_HT", "hu", "id", "it", "ja", "kar_MM", "ko", "lt", "mh_MH", "nl", "nl_BE", "no",
        "pl", "pt", "ro", "ru", "rw_RW", "sk", "sl", "so_SO", "sv", "sw_KE", "th", "ti_ET", "tr", "uk", "zh", "vi",
    ];

    /// <summary>The texts that are no more than texts.</summary>
    public static readonly IReadOnlyList<(string Name, Action<User, string?> Set)> Texts =
    [
        ("firstName", (user, value) => user.FirstName = value),
        ("lastName", (user, value) => user.LastName = value),
        ("job", (user, value) => user.Job = value),
        ("organization", (user, value) => user.Organization = value),
        ("phone", (user, value) => user.Phone = value),
        ("custom", (user, value) => user.Custom = value),
    ];
}
