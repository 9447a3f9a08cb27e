using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The calls that read groups and who is in them.</summary>
internal sealed class GroupCalls(ApiReader reader)
{
    private const string Groups = "/api/v2/groups";

    public async Task<IReadOnlyList<ApiGroup>> GetAsync(CancellationToken cancellationToken) =>
        await reader.ListAsync(ApiOperations.ListGroups, Groups, ApiJson.Default.ListApiGroup, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<ApiMembership>> GetMembersAsync(string groupId, CancellationToken cancellationToken)
    {
        var members = await reader.ListAsync(
            ApiOperations.ListMembersOfGroup, $"{Groups}/{Uri.EscapeDataString(groupId)}/roles", ApiJson.Default.ListMembershipAnswer, cancellationToken).ConfigureAwait(false);
        return [.. members.Select(member => new ApiMembership(member.UserId ?? "", groupId, member.Role ?? ""))];
    }

    public async Task<IReadOnlyList<ApiMembership>> GetGroupsOfUserAsync(string userId, CancellationToken cancellationToken)
    {
        var groups = await reader.ListAsync(
            ApiOperations.ListGroupsOfUser, UserCalls.PathOf(userId) + "/roles", ApiJson.Default.ListMembershipAnswer, cancellationToken).ConfigureAwait(false);
        return [.. groups.Select(group => new ApiMembership(userId, group.GroupId ?? "", group.Role ?? ""))];
    }
}
