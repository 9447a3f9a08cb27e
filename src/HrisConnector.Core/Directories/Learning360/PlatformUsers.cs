using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>Reads users of the platform. Custom fields and managers can be had only user by user, so they are read of those alone who are compared.</summary>
/// <param name="api">The platform.</param>
/// <param name="ids">Whose unique identifier is whose.</param>
/// <param name="fields">The custom fields.</param>
/// <param name="readManagers">Whether managers are asked for.</param>
internal sealed class PlatformUsers(LearningApi api, PlatformIds ids, PlatformCustomFields fields, bool readManagers)
{
    private Dictionary<string, ApiUser>? _all;
    private ILookup<string, ApiUser>? _byMail;

    /// <summary>True when all users were read, and nothing was changed since.</summary>
    public bool HasAll => _all is not null;

    /// <summary>Reads all users and their unique identifiers, page by page.</summary>
    public async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        var all = new Dictionary<string, ApiUser>(StringComparer.Ordinal);
        await api.ReadUsersAsync(page =>
        {
            foreach (var user in page)
                all[user.Id] = user;
        }, cancellationToken).ConfigureAwait(false);
        await ids.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        _byMail = all.Values.Where(user => user.Mail is not null).ToLookup(user => MatchKey.Fold(user.Mail!));
        _all = all;
    }

    /// <summary>Forgets what was read; to be called when something is about to change.</summary>
    public void Invalidate()
    {
        _all = null;
        _byMail = null;
    }

    public async Task<IReadOnlyList<DirectoryUser>> FindByIdAsync(IReadOnlyList<string> userIds, CancellationToken cancellationToken) =>
        await DescribeAsync(await GetAsync(userIds, cancellationToken).ConfigureAwait(false), _ => true, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<DirectoryUser>> FindByUniqueIdAsync(IReadOnlyList<string> uniqueIds, CancellationToken cancellationToken)
    {
        var owners = await ids.FindUsersAsync(uniqueIds, cancellationToken).ConfigureAwait(false);
        return await FindByIdAsync(owners.Values.Distinct().ToArray(), cancellationToken).ConfigureAwait(false);
    }

    // Of these only who can be linked is compared: an account that nobody owns.
    public async Task<IReadOnlyList<DirectoryUser>> FindByEmailAsync(IReadOnlyList<string> emails, CancellationToken cancellationToken)
    {
        if (emails.Count == 0)
            return [];
        var keys = new HashSet<string>(emails.Select(MatchKey.Fold), StringComparer.Ordinal);
        var users = _byMail is { } known
            ? keys.SelectMany(key => known[key]).ToArray()
            : (await api.FindUsersByMailAsync(emails, cancellationToken).ConfigureAwait(false)).Where(user => user.Mail is not null && keys.Contains(MatchKey.Fold(user.Mail))).ToArray();
        return await DescribeAsync(users, uniqueId => uniqueId is null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The ids of the users that a query asks for, in the order of their unique identifiers; who has none comes last.</summary>
    public async Task<IReadOnlyList<string>> FindIdsAsync(UserQuery query, CancellationToken cancellationToken)
    {
        IEnumerable<ApiUser> users;
        if (query.UniqueId is { } uniqueId)
        {
            users = await GetAsync((await ids.FindUsersAsync([uniqueId], cancellationToken).ConfigureAwait(false)).Values.ToArray(), cancellationToken).ConfigureAwait(false);
        }
        else if (query.Email is { } email)
        {
            users = await api.FindUsersByMailAsync([email], cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await ReadAllAsync(cancellationToken).ConfigureAwait(false);
            users = _all!.Values;
        }

        var wanted = users
            .Where(user => (query.Archived is not { } archived || user.IsDeleted == archived) && (query.Email is not { } mail || (user.Mail is { } own && MatchKey.Fold(own) == MatchKey.Fold(mail))))
            .Select(user => user.Id).ToArray();
        var names = await ids.FindNamesAsync(wanted, cancellationToken).ConfigureAwait(false);
        return wanted.OrderBy(id => !names.ContainsKey(id)).ThenBy(id => names.TryGetValue(id, out var name) ? MatchKey.Fold(name) : id, StringComparer.Ordinal).ToArray();
    }

    private async Task<IReadOnlyList<ApiUser>> GetAsync(IReadOnlyList<string> userIds, CancellationToken cancellationToken)
    {
        if (_all is { } all)
            return userIds.Where(all.ContainsKey).Select(id => all[id]).ToArray();
        var users = await Task.WhenAll(userIds.Select(id => api.GetUserAsync(id, cancellationToken))).ConfigureAwait(false);
        return users.OfType<ApiUser>().ToArray();
    }

    // Who is deleted has lost custom fields, managers and groups as soon as they are restored: they count as having none.
    private async Task<IReadOnlyList<DirectoryUser>> DescribeAsync(IReadOnlyList<ApiUser> users, Func<string?, bool> isWhole, CancellationToken cancellationToken)
    {
        if (users.Count == 0)
            return [];
        var names = await ids.FindNamesAsync(users.Select(user => user.Id), cancellationToken).ConfigureAwait(false);
        string? NameOf(string id) => names.TryGetValue(id, out var name) ? name : null;
        var whole = users.Where(user => isWhole(NameOf(user.Id))).ToArray();
        var values = await ReadAsync(whole, user => fields.ReadAsync(user.Id, cancellationToken)).ConfigureAwait(false);
        var managers = await ReadAsync(whole.Where(user => readManagers && !user.IsDeleted), user => api.GetManagersAsync(user.Id, cancellationToken)).ConfigureAwait(false);
        var managerNames = await ids.FindNamesAsync(managers.Values.SelectMany(list => list), cancellationToken).ConfigureAwait(false);
        return users.Select(user =>
        {
            var described = Describe(user, NameOf(user.Id));
            if (managers.TryGetValue(user.Id, out var known))
                described.ManagerId = known.Where(managerNames.ContainsKey).Select(manager => managerNames[manager]).FirstOrDefault();
            if (!values.TryGetValue(user.Id, out var custom))
                return new DirectoryUser(user.Id, described);
            if (user.IsDeleted)
                return new DirectoryUser(user.Id, described) { Lost = custom };
            described.CustomFields = custom;
            return new DirectoryUser(user.Id, described);
        }).ToArray();
    }

    private static async Task<Dictionary<string, T>> ReadAsync<T>(IEnumerable<ApiUser> users, Func<ApiUser, Task<T>> read)
    {
        var found = await Task.WhenAll(users.Select(async user => (user.Id, Part: await read(user).ConfigureAwait(false)))).ConfigureAwait(false);
        return found.ToDictionary(item => item.Id, item => item.Part);
    }

    private static HrisUser Describe(ApiUser user, string? name) => new()
    {
        UniqueId = name,
        Email = ParkedAddress.Real(user.Mail),
        FirstName = user.FirstName,
        LastName = user.LastName,
        Title = user.Job,
        Organization = user.Organization,
        Language = user.Lang,
        Phone = user.Phone,
        Username = user.Username,
        Archived = user.IsDeleted,
    };
}
