using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using HrisConnector.FakePlatform.Http;

namespace HrisConnector.FakePlatform;

/// <summary>
/// Checks a JSON value against a schema of the published documents, stricter than JSON Schema in one way and looser in another, because the
/// documents ask for it: a property that the schema does not know is a violation (the platform refuses it), and <c>oneOf</c> is taken as
/// <c>anyOf</c> (its branches overlap). <c>nullable</c> is honoured although the documents' version has no such word.
/// What is found names the place and the rule, never the value.
/// </summary>
internal sealed class SchemaCheck(JsonElement document)
{
    /// <summary>The violations; none when the value fits.</summary>
    public List<string> Violations(JsonElement value, JsonElement schema, string place)
    {
        var found = new List<string>();
        Check(value, schema, place, found);
        if (value.ValueKind == JsonValueKind.Object)
        {
            FindUnknownProperties(value, schema, place, found);
        }
        return found;
    }

    public JsonElement Resolve(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = reference.GetString()![2..].Split('/').Aggregate(document, (at, name) => at.GetProperty(name));
        }
        return schema;
    }

    private void Check(JsonElement value, JsonElement unresolved, string place, List<string> found)
    {
        JsonElement schema = Resolve(unresolved);
        if (value.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out JsonElement nullable) && nullable.GetBoolean())
        {
            return;
        }
        if (schema.TryGetProperty("type", out JsonElement type) && !HasType(value, type.GetString()!))
        {
            found.Add($"{place} is not of the type {type.GetString()}");
            return;
        }
        if (schema.TryGetProperty("enum", out JsonElement words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
        {
            found.Add($"{place} is not one of the allowed values");
        }
        CheckText(value, schema, place, found);
        CheckItems(value, schema, place, found);
        CheckProperties(value, schema, place, found);
        CheckCombinations(value, schema, place, found);
    }

    private static bool HasType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => false,
    };

    private static void CheckText(JsonElement value, JsonElement schema, string place, List<string> found)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return;
        }
        var text = value.GetString()!;
        var length = new StringInfo(text).LengthInTextElements;
        if (schema.TryGetProperty("minLength", out JsonElement least) && length < least.GetInt32())
        {
            found.Add($"{place} is shorter than {least.GetInt32()}");
        }
        if (schema.TryGetProperty("maxLength", out JsonElement most) && length > most.GetInt32())
        {
            found.Add($"{place} is longer than {most.GetInt32()}");
        }
        if (schema.TryGetProperty("pattern", out JsonElement pattern) && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.CultureInvariant))
        {
            found.Add($"{place} does not match its pattern");
        }
        var format = schema.TryGetProperty("format", out JsonElement name) ? name.GetString() : null;
        var fits = format switch
        {
            "date-time" => IsoDates.TryInstant(text, out _),
            "date" => IsoDates.TryDay(text, out var day) && day == text,
            _ => true,
        };
        if (!fits)
        {
            found.Add($"{place} is not a {format}");
        }
    }

    private void CheckItems(JsonElement value, JsonElement schema, string place, List<string> found)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }
        if (schema.TryGetProperty("maxItems", out JsonElement most) && value.GetArrayLength() > most.GetInt32())
        {
            found.Add($"{place} has more than {most.GetInt32()} items");
        }
        if (!schema.TryGetProperty("items", out JsonElement items))
        {
            return;
        }
        var index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            found.AddRange(Violations(item, items, string.Create(CultureInfo.InvariantCulture, $"{place}[{index++}]")));
        }
    }

    private void CheckProperties(JsonElement value, JsonElement schema, string place, List<string> found)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            found.AddRange(required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _))
                .Select(name => $"{place} has no {name}"));
        }
        if (!schema.TryGetProperty("properties", out JsonElement properties))
        {
            return;
        }
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            if (value.TryGetProperty(property.Name, out JsonElement content))
            {
                found.AddRange(Violations(content, property.Value, place + "." + property.Name));
            }
        }
    }

    private void CheckCombinations(JsonElement value, JsonElement schema, string place, List<string> found)
    {
        foreach (JsonElement part in Branches(schema, "allOf"))
        {
            Check(value, part, place, found);
        }
        foreach (var word in (string[])["oneOf", "anyOf"])
        {
            List<string>? nearest = Branches(schema, word).Select(branch => Violations(value, branch, place)).MinBy(violations => violations.Count);
            found.AddRange(nearest ?? []);
        }
    }

    private void FindUnknownProperties(JsonElement value, JsonElement schema, string place, List<string> found)
    {
        if (KnownProperties(schema) is { } known)
        {
            found.AddRange(value.EnumerateObject().Where(property => !known.Contains(property.Name)).Select(property => $"{place}.{property.Name} is not expected"));
        }
    }

    /// <summary>The properties that a schema knows, those of its parts included; null when it takes any.</summary>
    private HashSet<string>? KnownProperties(JsonElement unresolved)
    {
        JsonElement schema = Resolve(unresolved);
        // The branch of a choice that the value takes has checked the names itself.
        if (schema.TryGetProperty("oneOf", out _) || schema.TryGetProperty("anyOf", out _))
        {
            return null;
        }
        HashSet<string>? known = schema.TryGetProperty("properties", out JsonElement properties)
            ? [.. properties.EnumerateObject().Select(property => property.Name)] : null;
        foreach (JsonElement part in Branches(schema, "allOf"))
        {
            if (KnownProperties(part) is { } more)
            {
                (known ??= []).UnionWith(more);
            }
        }
        return known;
    }

    private static JsonElement[] Branches(JsonElement schema, string word) =>
        schema.TryGetProperty(word, out JsonElement branches) ? [.. branches.EnumerateArray()] : [];
}
