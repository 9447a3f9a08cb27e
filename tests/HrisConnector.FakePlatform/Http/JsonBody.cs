using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace HrisConnector.FakePlatform.Http;

/// <summary>
/// A JSON object of a request, read property by property. Each reading method refuses a value of another type than the documents say;
/// <see cref="End"/> refuses whatever nobody asked for.
/// </summary>
internal sealed class JsonBody
{
    private readonly JsonElement _object;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly string _where;

    private JsonBody(JsonElement element, string where)
    {
        _where = where;
        _object = element.ValueKind == JsonValueKind.Object ? element : throw ApiRefusal.Malformed($"{where} must be an object.");
    }

    public static JsonBody Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return new JsonBody(document.RootElement.Clone(), "The body");
    }

    public static JsonBody Of(JsonElement element, string where) => new(element, where);

    /// <summary>Whether the property is there, be it null.</summary>
    public bool Has(string name)
    {
        _asked.Add(name);
        return _object.TryGetProperty(name, out _);
    }

    /// <summary>The property as it stands; null when it is not there.</summary>
    public JsonElement? Raw(string name)
    {
        _asked.Add(name);
        return _object.TryGetProperty(name, out JsonElement value) ? value : null;
    }

    /// <summary>A text of at least one character; null when it is not there, or is null and may be.</summary>
    public string? Text(string name, bool nullable = false)
    {
        if (Raw(name) is not { } value || (nullable && value.ValueKind == JsonValueKind.Null))
        {
            return null;
        }
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "must be a string");
        return text!.Length > 0 ? text : throw Wrong(name, "must not be empty");
    }

    public string? OneOf(string name, IReadOnlyCollection<string> words) =>
        Text(name) is not { } text ? null : words.Contains(text) ? text : throw Wrong(name, "is not one of the allowed values");

    public string? Id(string name, bool nullable = false) =>
        Text(name, nullable) is not { } text ? null
        : Call.ObjectIdPattern().IsMatch(text) ? text.ToLowerInvariant() : throw Wrong(name, "is not an id");

    public DateTimeOffset? Instant(string name, bool nullable = false) =>
        Text(name, nullable) is not { } text ? null : IsoDates.TryInstant(text, out DateTimeOffset instant) ? instant : throw Wrong(name, "is not a date and time");

    public JsonBody? Object(string name) => Raw(name) is { } value ? new JsonBody(value, name) : null;

    public IReadOnlyList<JsonElement>? Array(string name) =>
        Raw(name) is not { } value ? null : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : throw Wrong(name, "must be an array");

    public T Required<T>(string name, T? value) where T : class => value ?? throw Wrong(name, "is required");

    /// <summary>All properties are read: one that nobody asked for is unknown, and refused.</summary>
    public void End()
    {
        foreach (JsonProperty property in _object.EnumerateObject())
        {
            if (!_asked.Contains(property.Name))
            {
                throw Wrong(property.Name, "is not expected");
            }
        }
    }

    private ApiRefusal Wrong(string name, string what) =>
        ApiRefusal.Malformed(string.Create(CultureInfo.InvariantCulture, $"{_where}: {name} {what}."));
}
