using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace HrisConnector.Core.Tests.Support;

/// <summary>A JSON log.</summary>
internal static class JsonLogFile
{
    public static JsonElement Of(HrisSync sync)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(sync.JsonLogPath!));
        return document.RootElement.Clone();
    }

    public static IReadOnlyList<string> Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    /// <summary>The message of each user of a list, by unique identifier.</summary>
    public static IReadOnlyList<(string Id, string Message)> Messages(HrisSync sync, string list) =>
        [.. Of(sync).GetProperty(list).EnumerateArray().Select(user => (user.GetProperty("id").GetString()!, user.GetProperty("errorMessage").GetString()!))];
}
