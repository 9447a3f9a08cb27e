using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Groups;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>The platform's groups and who is a learner in them.</summary>
internal sealed class PlatformGroups(LearningApi api)
{
    private IReadOnlyList<Group>? _groups;
    private Dictionary<string, List<string>>? _learnerGroups; // by user, when all were read

    /// <summary>The groups, with their full paths.</summary>
    public async Task<IReadOnlyList<Group>> GetAsync(CancellationToken cancellationToken) =>
        _groups ??= WithPaths(await api.GetGroupsAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The group at the top: whoever is in no other group is there.</summary>
    public async Task<string> FindTopAsync(CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(group => group.ParentId is null)?.Id
        ?? throw new HrisException(HrisErrors.PlatformRequestRefused, "The learning platform shows the client no top group, and a created user must begin in a group.");

    /// <summary>The groups in which each user is a learner.</summary>
    /// <param name="userIds">The users.</param>
    /// <param name="readAll">True when all users are asked for: then the members of each group are read once.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> FindLearnerGroupsAsync(IReadOnlyList<string> userIds, bool readAll, CancellationToken cancellationToken)
    {
        if (userIds.Count == 0)
            return [];
        if (readAll)
            _learnerGroups ??= await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        if (_learnerGroups is { } known)
            return userIds.Select(id => known.TryGetValue(id, out var groups) ? (IReadOnlyList<string>)groups : []).ToArray();
        return await Task.WhenAll(userIds.Select(async id =>
            (IReadOnlyList<string>)Learners(await api.GetMembershipsOfUserAsync(id, cancellationToken).ConfigureAwait(false)).Select(membership => membership.GroupId).ToArray())).ConfigureAwait(false);
    }

    /// <summary>The learners of groups.</summary>
    public async Task<IReadOnlyCollection<string>> FindLearnersAsync(IReadOnlyList<string> groupIds, CancellationToken cancellationToken)
    {
        var members = await Task.WhenAll(groupIds.Select(id => api.GetMembershipsOfGroupAsync(id, cancellationToken))).ConfigureAwait(false);
        return new HashSet<string>(members.SelectMany(Learners).Select(membership => membership.UserId), StringComparer.Ordinal);
    }

    /// <summary>Changes the groups of users: first whoever leaves, because leaving a group takes its public sub-groups with it, then whoever joins.</summary>
    /// <returns>For each user, in order: null when it is done, else why not.</returns>
    public async Task<IReadOnlyList<string?>> ChangeAsync(IReadOnlyList<(string Id, GroupChange Change)> changes, CancellationToken cancellationToken)
    {
        _learnerGroups = null;
        var refusals = new string?[changes.Count];
        await ChangeAsync(add: false, changes, change => change.Remove, refusals, cancellationToken).ConfigureAwait(false);
        await ChangeAsync(add: true, changes, change => change.Add, refusals, cancellationToken).ConfigureAwait(false);
        return refusals;
    }

    private async Task ChangeAsync(
        bool add, IReadOnlyList<(string Id, GroupChange Change)> changes, Func<GroupChange, IReadOnlyList<string>> groupsOf, string?[] refusals, CancellationToken cancellationToken)
    {
        var items = new List<ApiMembership>();
        var owners = new List<int>();
        for (var i = 0; i < changes.Count; i++)
        {
            foreach (var group in groupsOf(changes[i].Change))
            {
                items.Add(new ApiMembership(changes[i].Id, group));
                owners.Add(i);
            }
        }

        if (items.Count == 0)
            return;
        var results = await api.ChangeMembershipsAsync(add, items, cancellationToken).ConfigureAwait(false);
        var refused = Enumerable.Range(0, items.Count).Where(i => results[i] is not null).ToArray();
        var current = await FindPresentGroupsAsync(refused.Select(i => items[i].UserId), cancellationToken).ConfigureAwait(false);
        foreach (var i in refused)
        {
            // The platform says why in words for people alone. What is as it was asked for, as when an operation of a run that died came first, is no refusal.
            if (current[items[i].UserId] is { } groups && groups.Contains(items[i].GroupId) == add)
                continue;
            var refusal = $"{(add ? "not added to" : "not removed from")} the group {items[i].GroupId}: {results[i]}";
            refusals[owners[i]] = refusals[owners[i]] is { } earlier ? $"{earlier}; {refusal}" : refusal;
        }
    }

    // Null for a user whom the platform does not have any more.
    private async Task<Dictionary<string, string[]?>> FindPresentGroupsAsync(IEnumerable<string> userIds, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(userIds.Distinct(StringComparer.Ordinal).Select(async id =>
        {
            try
            {
                var memberships = await api.GetMembershipsOfUserAsync(id, cancellationToken).ConfigureAwait(false);
                return (Id: id, Groups: (string[]?)Learners(memberships).Select(membership => membership.GroupId).ToArray());
            }
            catch (LearningApiException e) when (!e.IsTransient)
            {
                return (Id: id, Groups: null);
            }
        })).ConfigureAwait(false);
        return found.ToDictionary(user => user.Id, user => user.Groups, StringComparer.Ordinal);
    }

    private async Task<Dictionary<string, List<string>>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var groups = await GetAsync(cancellationToken).ConfigureAwait(false);
        var members = await Task.WhenAll(groups.Select(group => api.GetMembershipsOfGroupAsync(group.Id, cancellationToken))).ConfigureAwait(false);
        var byUser = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var membership in members.SelectMany(Learners))
        {
            if (!byUser.TryGetValue(membership.UserId, out var list))
                byUser[membership.UserId] = list = [];
            list.Add(membership.GroupId);
        }

        return byUser;
    }

    private static IEnumerable<ApiMembership> Learners(IEnumerable<ApiMembership> memberships) => memberships.Where(membership => membership.Role == ApiMembership.Learner);

    private static List<Group> WithPaths(IReadOnlyList<ApiGroup> groups)
    {
        var byId = groups.ToDictionary(group => group.Id);
        return groups.Select(group => new Group(group.Id, string.Join("/", NamesFromTop(group, byId)), group.Public) { ParentId = group.ParentId }).ToList();
    }

    private static List<string> NamesFromTop(ApiGroup group, Dictionary<string, ApiGroup> byId)
    {
        var names = new List<string>();
        for (var next = group; next is not null && names.Count <= byId.Count; next = next.ParentId is { } parent && byId.TryGetValue(parent, out var above) ? above : null)
            names.Add(next.Name);
        names.Reverse();
        return names;
    }
}
