using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>Reads answers, and lists page by page.</summary>
internal sealed class ApiReader(ApiSender sender, Uri baseUri)
{
    /// <summary>Far more than any company has; a platform that never comes to an end is left.</summary>
    private const int MaxPages = 100_000;

    /// <summary>Sends, and reads the answer.</summary>
    /// <exception cref="LearningApiException">The request failed, or its answer cannot be understood.</exception>
    public async Task<T> SendAsync<T>(ApiRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class =>
        Read(request.Operation, await sender.SendAsync(request, cancellationToken).ConfigureAwait(false), type);

    /// <summary>Reads an answer.</summary>
    /// <exception cref="LearningApiException">It cannot be understood.</exception>
    public static T Read<T>(ApiOperation operation, ApiResponse answer, JsonTypeInfo<T> type) where T : class
    {
        // The reader's exception is left out: it quotes the answer, which holds personal data.
        try
        {
            if (JsonSerializer.Deserialize(answer.Body, type) is { } value)
                return value;
        }
        catch (JsonException)
        {
        }

        throw new LearningApiException(operation, "answer", answer.Status);
    }

    /// <summary>Reads a list to its end.</summary>
    public async Task<List<T>> ListAsync<T>(ApiOperation operation, string path, JsonTypeInfo<List<T>> type, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        await PagesAsync(operation, path, type, all.AddRange, cancellationToken).ConfigureAwait(false);
        return all;
    }

    /// <summary>Reads a list page by page, one after another.</summary>
    /// <exception cref="LearningApiException">A page failed; or the next page is on another server, or was read before (code <c>answer</c>).</exception>
    public async Task PagesAsync<T>(ApiOperation operation, string path, JsonTypeInfo<List<T>> type, Action<List<T>> take, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = path; next is not null;)
        {
            if (!seen.Add(next) || seen.Count > MaxPages)
                throw new LearningApiException(operation, "answer");
            var answer = await sender.SendAsync(new ApiRequest(operation, next), cancellationToken).ConfigureAwait(false);
            take(Read(operation, answer, type));
            next = Next(operation, answer, new Uri(baseUri, next));
        }
    }

    private static string? Next(ApiOperation operation, ApiResponse answer, Uri current)
    {
        try
        {
            return NextLink.Find(answer.Link, current);
        }
        catch (FormatException)
        {
            throw new LearningApiException(operation, "answer", answer.Status);
        }
    }
}
