using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace HrisConnector.FakePlatform;

/// <summary>
/// The published documents of the API. They belong to their publisher and are not part of this repository, so they may be absent.
/// </summary>
public sealed class OpenApiDocuments
{
    /// <summary>The environment variable that names the folder of the documents.</summary>
    public const string FolderVariable = "HRIS_OPENAPI_FOLDER";

    /// <summary>Why a test is skipped when the documents are absent.</summary>
    public const string Absent = "The published OpenAPI documents are not here; " + FolderVariable + " names their folder.";

    private static readonly string[] FileNames = ["360learning-core-openapi.json", "360learning-bulk-openapi.json"];
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];
    private static readonly Lazy<OpenApiDocuments?> Found = new(() => Folder() is { } folder ? new OpenApiDocuments(folder) : null);

    private readonly OpenApiOperation[] _operations;

    private OpenApiDocuments(string folder)
    {
        _operations = [.. FileNames.SelectMany(name => Operations(Path.Combine(folder, name)))];
    }

    /// <summary>The names of all operations, e.g. <c>GET /api/v2/users/{userId}</c>.</summary>
    public IEnumerable<string> OperationNames => _operations.Select(operation => operation.Name);

    /// <summary>
    /// The documents, from the folder that <see cref="FolderVariable"/> names or from <c>shared/api</c> beside the current folder, beside this
    /// assembly, or beside any folder above them; null when they are nowhere.
    /// </summary>
    public static OpenApiDocuments? Find() => Found.Value;

    /// <summary>The errors that the documents name for an operation, e.g. <c>400 mailInvalid</c>, sorted.</summary>
    public IReadOnlyList<string> DocumentedErrors(string operationName)
    {
        OpenApiOperation operation = _operations.Single(candidate => candidate.Name == operationName);
        var check = new SchemaCheck(operation.Document);
        return [.. operation.Description.GetProperty("responses").EnumerateObject()
            .Where(response => response.Name[0] is '4' or '5')
            .SelectMany(response => ErrorCodes(check, response.Value.GetProperty("content").GetProperty("application/json").GetProperty("schema")),
                (response, code) => response.Name + " " + code)
            .Distinct().Order(StringComparer.Ordinal)];
    }

    internal OpenApiOperation? Operation(string method, string path) =>
        _operations.Where(operation => operation.Fits(method, path)).MaxBy(operation => operation.Words);

    private static IEnumerable<OpenApiOperation> Operations(string file)
    {
        using JsonDocument parsed = JsonDocument.Parse(File.ReadAllBytes(file));
        JsonElement document = parsed.RootElement.Clone();
        return [.. document.GetProperty("paths").EnumerateObject().SelectMany(
            path => path.Value.EnumerateObject().Where(operation => Methods.Contains(operation.Name)),
            (path, operation) => new OpenApiOperation(operation.Name.ToUpperInvariant(), path.Name, operation.Value, document))];
    }

    /// <summary>The words that <c>error</c>, or <c>error.code</c>, may be, over all branches of a choice.</summary>
    private static IEnumerable<string> ErrorCodes(SchemaCheck check, JsonElement unresolved)
    {
        JsonElement schema = check.Resolve(unresolved);
        if (schema.TryGetProperty("oneOf", out JsonElement branches))
        {
            return branches.EnumerateArray().SelectMany(branch => ErrorCodes(check, branch));
        }
        JsonElement error = check.Resolve(schema.GetProperty("properties").GetProperty("error"));
        JsonElement code = error.TryGetProperty("properties", out JsonElement details) ? check.Resolve(details.GetProperty("code")) : error;
        return code.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);
    }

    private static string? Folder()
    {
        var named = Environment.GetEnvironmentVariable(FolderVariable);
        IEnumerable<string> candidates = string.IsNullOrEmpty(named)
            ? Above(Environment.CurrentDirectory).Concat(Above(AppContext.BaseDirectory)).Select(folder => Path.Combine(folder, "shared", "api"))
            : [named];
        return candidates.FirstOrDefault(folder => FileNames.All(name => File.Exists(Path.Combine(folder, name))));
    }

    private static IEnumerable<string> Above(string start)
    {
        for (DirectoryInfo? folder = new(start); folder != null; folder = folder.Parent)
        {
            yield return folder.FullName;
        }
    }
}
