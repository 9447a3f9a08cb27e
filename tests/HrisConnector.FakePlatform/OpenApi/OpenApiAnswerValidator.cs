using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace HrisConnector.FakePlatform;

/// <summary>Checks what this platform answered against the published documents, so that the two cannot drift apart.</summary>
public sealed class OpenApiAnswerValidator(OpenApiDocuments documents)
{
    /// <summary>What the documents do not have of this answer. Empty when all of it is as documented.</summary>
    public IReadOnlyList<string> Validate(RecordedRequest request)
    {
        if (documents.Operation(request.Method, request.Path) is not { } operation)
        {
            return [$"{request.Operation}: the documents have no such operation"];
        }
        var status = request.StatusCode.ToString(CultureInfo.InvariantCulture);
        var check = new SchemaCheck(operation.Document);
        return !operation.Description.GetProperty("responses").TryGetProperty(status, out JsonElement response)
            ? [$"{operation.Name}: the documents have no answer {status}"]
            : [.. Violations(request, check, check.Resolve(response)).Select(violation => $"{operation.Name} {status}: {violation}")];
    }

    private static IEnumerable<string> Violations(RecordedRequest request, SchemaCheck check, JsonElement response)
    {
        foreach (var header in request.AnswerHeaders.Keys)
        {
            if (!response.TryGetProperty("headers", out JsonElement headers) || !headers.TryGetProperty(header, out _))
            {
                yield return $"header {header} is not expected";
            }
        }
        var hasContent = response.TryGetProperty("content", out JsonElement content);
        if (!hasContent || request.AnswerBody.Length == 0)
        {
            if (hasContent || request.AnswerBody.Length > 0)
            {
                yield return hasContent ? "the body is missing" : "a body is not expected";
            }
            yield break;
        }
        using JsonDocument body = JsonDocument.Parse(request.AnswerBody);
        foreach (var violation in check.Violations(body.RootElement, content.GetProperty("application/json").GetProperty("schema"), "body"))
        {
            yield return violation;
        }
    }
}
