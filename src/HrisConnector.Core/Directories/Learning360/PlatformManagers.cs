using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>
/// The managers of the platform's users. The platform lets a user have several and a users file names one: that one is added, and of the
/// others those go who are the HR system's own. A manager without a unique identifier was added by hand and stays.
/// </summary>
internal sealed class PlatformManagers(LearningApi api, PlatformIds ids)
{
    /// <summary>Sets the manager of a user.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="managerId">The platform's id of the manager; null for none.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task SetAsync(string userId, string? managerId, CancellationToken cancellationToken)
    {
        var current = await api.GetManagersAsync(userId, cancellationToken).ConfigureAwait(false);
        var others = current.Where(id => id != managerId).ToArray();
        var ours = await ids.FindNamesAsync(others, cancellationToken).ConfigureAwait(false);
        foreach (var other in others.Where(ours.ContainsKey))
            await api.RemoveManagerAsync(userId, other, cancellationToken).ConfigureAwait(false);

        // Last: a run that dies in between leaves a user without a manager, and the next one sees that. Of two managers it would see the right one.
        if (managerId is not null && !current.Contains(managerId))
            await api.AddManagerAsync(userId, managerId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Links users to managers who exist by now.</summary>
    /// <returns>What became of each link, in order.</returns>
    public async Task<IReadOnlyList<ManagerLink>> LinkAsync(IReadOnlyList<(string Id, string ManagerUniqueId)> links, CancellationToken cancellationToken)
    {
        await ids.FindUsersAsync(links.Select(link => link.ManagerUniqueId), cancellationToken).ConfigureAwait(false);
        return await Task.WhenAll(links.Select(async link =>
        {
            if (ids.Known(link.ManagerUniqueId) is not { } manager)
                return ManagerLink.Pending;
            try
            {
                await SetAsync(link.Id, manager, cancellationToken).ConfigureAwait(false);
                return ManagerLink.Made;
            }
            catch (LearningApiException e)
            {
                return PlatformRefusals.IsManagerGone(e) ? ManagerLink.Refused : ManagerLink.Pending;
            }
        })).ConfigureAwait(false);
    }
}
