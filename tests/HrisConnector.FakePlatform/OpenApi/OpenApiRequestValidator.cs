using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using HrisConnector.FakePlatform.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace HrisConnector.FakePlatform;

/// <summary>Checks requests that a client sent against the published documents. The platform itself does not use it: it is for tests.</summary>
public sealed partial class OpenApiRequestValidator(OpenApiDocuments documents)
{
    /// <summary>What the documents do not allow of this request: place and rule, never a value. Empty when all of it is as documented.</summary>
    public IReadOnlyList<string> Validate(RecordedRequest request)
    {
        if (documents.Operation(request.Method, request.Path) is not { } operation)
        {
            return [$"{request.Operation}: the documents have no such operation"];
        }
        var check = new SchemaCheck(operation.Document);
        JsonElement[] parameters = operation.Description.TryGetProperty("parameters", out JsonElement described)
            ? [.. described.EnumerateArray().Select(check.Resolve)] : [];

        List<string> found = [.. Headers(request, operation, check, parameters), .. PathValues(request, operation, check, parameters),
            .. Query(request, operation, check, parameters), .. Body(request, operation, check)];
        return [.. found.Select(violation => $"{operation.Name}: {violation}")];
    }

    private static IEnumerable<string> Headers(RecordedRequest request, OpenApiOperation operation, SchemaCheck check, JsonElement[] parameters)
    {
        foreach (JsonElement parameter in In(parameters, "header"))
        {
            var name = Name(parameter);
            if (request.Headers.TryGetValue(name, out var value))
            {
                foreach (var violation in check.Violations(Text(value), parameter.GetProperty("schema"), "header " + name))
                {
                    yield return violation;
                }
            }
            else if (IsRequired(parameter))
            {
                yield return $"header {name} is missing";
            }
        }
        var needsToken = operation.Template != "/api/v2/oauth2/token";
        if (needsToken && (!request.Headers.TryGetValue("Authorization", out var authorization) || !BearerForm().IsMatch(authorization)))
        {
            yield return "header Authorization has no bearer token";
        }
    }

    private static IEnumerable<string> PathValues(RecordedRequest request, OpenApiOperation operation, SchemaCheck check, JsonElement[] parameters) =>
        In(parameters, "path").SelectMany(parameter => check.Violations(
            Text(operation.PathValue(Name(parameter), request.Path)), parameter.GetProperty("schema"), "path " + Name(parameter)));

    private static IEnumerable<string> Query(RecordedRequest request, OpenApiOperation operation, SchemaCheck check, JsonElement[] parameters)
    {
        Dictionary<string, StringValues> query = QueryHelpers.ParseQuery(request.Query);
        foreach (JsonElement parameter in In(parameters, "query").Where(IsRequired).Where(parameter => !query.ContainsKey(Name(parameter))))
        {
            yield return $"query {Name(parameter)} is missing";
        }
        foreach (KeyValuePair<string, StringValues> sent in query)
        {
            if (sent.Key == Paging.Cursor && IsPaged(operation, check))
            {
                continue;
            }
            IEnumerable<string> violations = Schema(sent.Key, check, parameters) is { } schema
                ? sent.Value.SelectMany(value => Parameter(check, value ?? "", schema, sent.Key)) : [$"query {sent.Key} is not expected"];
            foreach (var violation in violations)
            {
                yield return violation;
            }
        }
    }

    /// <summary>The schema of a query parameter, which is <c>name</c> or, in bracket notation, <c>name[operator]</c>; null when there is none.</summary>
    private static JsonElement? Schema(string key, SchemaCheck check, JsonElement[] parameters)
    {
        Match match = BracketNotation().Match(key);
        foreach (JsonElement parameter in In(parameters, "query"))
        {
            JsonElement schema = check.Resolve(parameter.GetProperty("schema"));
            var isDeep = parameter.TryGetProperty("style", out JsonElement style) && style.GetString() == "deepObject";
            if (!isDeep && Name(parameter) == key)
            {
                return schema;
            }
            if (isDeep && match.Groups["name"].Value == Name(parameter)
                && schema.GetProperty("properties").TryGetProperty(match.Groups["operator"].Value, out JsonElement operand))
            {
                return operand;
            }
        }
        return null;
    }

    private static IEnumerable<string> Parameter(SchemaCheck check, string value, JsonElement schema, string key) =>
        schema.TryGetProperty("items", out JsonElement items)
            ? value.Split(',').SelectMany(item => check.Violations(Text(item), items, "query " + key))
            : check.Violations(Text(value), schema, "query " + key);

    private static List<string> Body(RecordedRequest request, OpenApiOperation operation, SchemaCheck check)
    {
        if (!operation.Description.TryGetProperty("requestBody", out JsonElement described))
        {
            return request.Body.Length == 0 ? [] : ["a body is not expected"];
        }
        if (request.Body.Length == 0)
        {
            return IsRequired(described) ? ["the body is missing"] : [];
        }
        if (!request.Headers.TryGetValue("Content-Type", out var type) || type.Split(';')[0].Trim() != "application/json")
        {
            return ["header Content-Type is not application/json"];
        }
        try
        {
            using JsonDocument body = JsonDocument.Parse(request.Body);
            return check.Violations(body.RootElement, described.GetProperty("content").GetProperty("application/json").GetProperty("schema"), "body");
        }
        catch (JsonException)
        {
            return ["the body is not JSON"];
        }
    }

    /// <summary>The address of a next page is taken from an answer, so its cursor is no parameter that the documents list.</summary>
    private static bool IsPaged(OpenApiOperation operation, SchemaCheck check) =>
        check.Resolve(operation.Description.GetProperty("responses").GetProperty("200")).TryGetProperty("headers", out JsonElement headers)
        && headers.TryGetProperty("Link", out _);

    private static IEnumerable<JsonElement> In(JsonElement[] parameters, string place) =>
        parameters.Where(parameter => parameter.GetProperty("in").GetString() == place);

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    private static bool IsRequired(JsonElement described) => described.TryGetProperty("required", out JsonElement required) && required.GetBoolean();

    private static JsonElement Text(string value) => JsonSerializer.SerializeToElement(value);

    [GeneratedRegex(@"^(?<name>\w+)\[(?<operator>\w+)\]$")]
    private static partial Regex BracketNotation();

    [GeneratedRegex(@"^Bearer \S+$")]
    private static partial Regex BearerForm();
}
