using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>Whose unique identifier is whose: the platform's external IDs of one name (configuration: <c>directory.platform</c>).</summary>
internal sealed class PlatformIds(LearningApi api, string platform)
{
    private readonly ConcurrentDictionary<string, string> _users = new(StringComparer.Ordinal); // by the key of the unique identifier
    private readonly ConcurrentDictionary<string, string?> _names = new(StringComparer.Ordinal); // by the platform's id of the user
    private bool _hasAll;

    /// <summary>Reads them all, page by page.</summary>
    public async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        await api.ReadMappingsAsync(platform, page => Keep(page), cancellationToken).ConfigureAwait(false);
        _hasAll = true;
    }

    /// <summary>The users who own unique identifiers, in whatever case of letters the platform has them.</summary>
    /// <returns>The platform's id of each user by the key of the unique identifier; those that nobody owns are left out.</returns>
    public async Task<Dictionary<string, string>> FindUsersAsync(IEnumerable<string> uniqueIds, CancellationToken cancellationToken)
    {
        var wanted = uniqueIds.GroupBy(MatchKey.Fold).ToDictionary(group => group.Key, group => group.First());
        var unknown = wanted.Where(pair => !_hasAll && !_users.ContainsKey(pair.Key)).SelectMany(pair => Spellings(pair.Value)).Distinct(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
            Keep(await api.FindMappingsAsync(platform, unknown, cancellationToken).ConfigureAwait(false));
        return wanted.Keys.Where(_users.ContainsKey).ToDictionary(key => key, key => _users[key]);
    }

    /// <summary>The unique identifiers of users.</summary>
    /// <returns>The unique identifier by the platform's id of the user; those who have none are left out.</returns>
    public async Task<Dictionary<string, string>> FindNamesAsync(IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var wanted = userIds.Distinct(StringComparer.Ordinal).ToArray();
        var unknown = wanted.Where(id => !_hasAll && !_names.ContainsKey(id)).ToArray();
        if (unknown.Length > 0)
        {
            Keep(await api.FindMappingsByTargetAsync(platform, unknown, cancellationToken).ConfigureAwait(false));
            foreach (var id in unknown)
                _names.TryAdd(id, null);
        }

        return wanted.Where(id => _names.TryGetValue(id, out var name) && name is not null).ToDictionary(id => id, id => _names[id]!);
    }

    /// <summary>The user who owns a unique identifier, as far as that is known here without a request.</summary>
    public string? Known(string uniqueId) => _users.TryGetValue(MatchKey.Fold(uniqueId), out var id) ? id : null;

    /// <summary>Gives a user a unique identifier.</summary>
    public async Task GiveAsync(string uniqueId, string userId, CancellationToken cancellationToken)
    {
        try
        {
            await api.CreateMappingAsync(platform, uniqueId, userId, cancellationToken).ConfigureAwait(false);
        }
        catch (LearningApiException e) when (e.Code == "valueAlreadyUsed")
        {
            // Of a user whom the platform does not have any more; of anybody else the refusal stands.
            var mapping = (await api.FindMappingsAsync(platform, [uniqueId], cancellationToken).ConfigureAwait(false)).SingleOrDefault();
            if (mapping is null || await api.GetUserAsync(mapping.UserId, cancellationToken).ConfigureAwait(false) is not null)
                throw;
            await api.ReplaceMappingAsync(mapping, userId, cancellationToken).ConfigureAwait(false);
        }

        _users[MatchKey.Fold(uniqueId)] = userId;
        _names[userId] = uniqueId;
    }

    /// <summary>Takes the unique identifier from a user, as an undo of a link does.</summary>
    public async Task TakeAsync(string userId, CancellationToken cancellationToken)
    {
        foreach (var mapping in await api.FindMappingsByTargetAsync(platform, [userId], cancellationToken).ConfigureAwait(false))
        {
            await api.DeleteMappingAsync(mapping.Id, cancellationToken).ConfigureAwait(false);
            _users.TryRemove(MatchKey.Fold(mapping.Value), out _);
        }

        _names[userId] = null;
    }

    private void Keep(IEnumerable<ApiMapping> mappings)
    {
        foreach (var mapping in mappings)
        {
            _users[MatchKey.Fold(mapping.Value)] = mapping.UserId;
            _names[mapping.UserId] = mapping.Value;
        }
    }

    // The platform compares as it is written; whoever filled it by hand may have written it otherwise.
    private static IEnumerable<string> Spellings(string uniqueId) => [uniqueId, uniqueId.ToUpperInvariant(), uniqueId.ToLowerInvariant()];
}
