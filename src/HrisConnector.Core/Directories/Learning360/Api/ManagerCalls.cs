using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The calls about managers.</summary>
internal sealed class ManagerCalls(ApiSender sender, ApiReader reader)
{
    public async Task<IReadOnlyList<string>> GetAsync(string userId, CancellationToken cancellationToken) =>
        await reader.ListAsync(ApiOperations.ListManagers, PathOf(userId), ApiJson.Default.ListString, cancellationToken).ConfigureAwait(false);

    public Task AddAsync(string userId, string managerId, CancellationToken cancellationToken) =>
        sender.SendAsync(new ApiRequest(ApiOperations.AddManager, PathOf(userId, managerId)), cancellationToken);

    public async Task RemoveAsync(string userId, string managerId, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(new ApiRequest(ApiOperations.RemoveManager, PathOf(userId, managerId)), cancellationToken).ConfigureAwait(false);
        }
        catch (LearningApiException e) when (e.Code == "managerNotAssignedToUser")
        {
            // They are not the manager: that is what was asked for.
        }
    }

    private static string PathOf(string userId) => UserCalls.PathOf(userId) + "/managers";

    private static string PathOf(string userId, string managerId) => $"{PathOf(userId)}/{Uri.EscapeDataString(managerId)}";
}
