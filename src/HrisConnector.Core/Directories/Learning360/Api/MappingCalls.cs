using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The calls about identifiers of another system.</summary>
internal sealed class MappingCalls(ApiSender sender, ApiReader reader, int tries)
{
    private const string Mappings = "/api/v2/external-ids";

    public Task<IReadOnlyList<ApiMapping>> FindAsync(string platform, IReadOnlyList<string> values, CancellationToken cancellationToken) =>
        FindByAsync(platform, "value", values, cancellationToken);

    public Task<IReadOnlyList<ApiMapping>> FindByTargetAsync(string platform, IReadOnlyList<string> userIds, CancellationToken cancellationToken) =>
        FindByAsync(platform, "targetId", userIds, cancellationToken);

    public Task ReadAsync(string platform, Action<IReadOnlyList<ApiMapping>> page, CancellationToken cancellationToken) =>
        reader.PagesAsync(ApiOperations.ListMappings, Of(platform), ApiJson.Default.ListApiMapping, page, cancellationToken);

    /// <summary>Creates, and looks before it creates again.</summary>
    public async Task<ApiMapping> CreateAsync(string platform, string value, string userId, CancellationToken cancellationToken)
    {
        var request = new ApiRequest(ApiOperations.CreateMapping, Mappings, Body(platform, value, userId));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await reader.SendAsync(request, ApiJson.Default.ApiMapping, cancellationToken).ConfigureAwait(false);
            }
            catch (OutcomeUnknownException e)
            {
                if (await FindPairAsync(platform, value, userId, cancellationToken).ConfigureAwait(false) is { } made)
                    return made;
                if (attempt >= tries)
                    throw new LearningApiException(e.Operation, e.Code, e.StatusCode, e.InnerException) { IsTransient = true, WasRepeated = attempt > 1 };
            }
            catch (LearningApiException e) when (e.Code is "mappingAlreadyExists" or "valueAlreadyUsed" or "answer")
            {
                if (await FindPairAsync(platform, value, userId, cancellationToken).ConfigureAwait(false) is { } there)
                    return there;
                throw;
            }
        }
    }

    public Task ReplaceAsync(ApiMapping mapping, string userId, CancellationToken cancellationToken) =>
        sender.SendAsync(new ApiRequest(ApiOperations.ReplaceMapping, PathOf(mapping.Id), Body(mapping.Platform, mapping.Value, userId)), cancellationToken);

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(new ApiRequest(ApiOperations.DeleteMapping, PathOf(id)), cancellationToken).ConfigureAwait(false);
        }
        catch (LearningApiException e) when (e.StatusCode == 404)
        {
            // There is no such mapping: that is what was asked for.
        }
    }

    private static string PathOf(string id) => $"{Mappings}/{Uri.EscapeDataString(id)}";

    private static string Of(string platform) => $"{Mappings}?platform[eq]={Uri.EscapeDataString(platform)}&type[eq]={ApiMapping.UserType}";

    private static byte[] Body(string platform, string value, string userId) =>
        JsonSerializer.SerializeToUtf8Bytes(new MappingInput(platform, userId, ApiMapping.UserType, value), ApiJson.Default.MappingInput);

    private async Task<ApiMapping?> FindPairAsync(string platform, string value, string userId, CancellationToken cancellationToken) =>
        (await FindAsync(platform, [value], cancellationToken).ConfigureAwait(false)).FirstOrDefault(mapping => mapping.Value == value && mapping.UserId == userId);

    private async Task<IReadOnlyList<ApiMapping>> FindByAsync(string platform, string field, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        var queries = FilterChunks.Of(Of(platform), field, values);
        var pages = await Task.WhenAll(queries.Select(query => reader.ListAsync(ApiOperations.ListMappings, query, ApiJson.Default.ListApiMapping, cancellationToken))).ConfigureAwait(false);
        return [.. pages.SelectMany(page => page).GroupBy(mapping => mapping.Id, StringComparer.Ordinal).Select(same => same.First())];
    }
}
