using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Progress;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>
/// The learning platform's API v2. Any number of calls may run at once: the client sends as fast as the platform allows and never faster. A call that fails throws
/// <see cref="LearningApiException"/>, or <see cref="HrisException"/> when the run must end; after such an end no request is sent any more.
/// </summary>
internal sealed class LearningApi : IDisposable
{
    private readonly ISyncObserver _observer;
    private readonly string _host;
    private readonly ApiSender _sender;
    private readonly UserCalls _users;
    private readonly MappingCalls _mappings;
    private readonly CustomFieldCalls _customFields;
    private readonly ManagerCalls _managers;
    private readonly GroupCalls _groups;
    private readonly BulkCalls _bulk;

    /// <summary>Makes the client; nothing is sent yet.</summary>
    /// <param name="options">The platform.</param>
    /// <param name="clientSecret">Fetches the client's secret; called whenever a token is needed.</param>
    /// <param name="observer">Is told of a sign-in that was asked for. The parallel calls tell nothing: see <see cref="Statistics"/>.</param>
    /// <exception cref="ArgumentException">The address is neither https nor a loopback one.</exception>
    public LearningApi(LearningApiOptions options, Func<Secret> clientSecret, ISyncObserver observer)
    {
        if (!options.BaseUri.IsAbsoluteUri || (options.BaseUri.Scheme != Uri.UriSchemeHttps && !(options.BaseUri.Scheme == Uri.UriSchemeHttp && options.BaseUri.IsLoopback)))
            throw new ArgumentException("The address of the platform must begin with https://.", nameof(options));
        _observer = observer;
        _host = options.BaseUri.Host;
        _sender = new ApiSender(options, clientSecret);
        var reader = new ApiReader(_sender, options.BaseUri);
        _users = new UserCalls(_sender, reader);
        _mappings = new MappingCalls(_sender, reader, options.Tries);
        _customFields = new CustomFieldCalls(_sender, reader);
        _managers = new ManagerCalls(_sender, reader);
        _groups = new GroupCalls(reader);
        _bulk = new BulkCalls(_sender, reader, options);
    }

    /// <summary>What was sent so far.</summary>
    public LearningApiStatistics Statistics => _sender.Statistics;

    /// <summary>Signs in, unless the client is signed in.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.PlatformSignInFailed"/>.</exception>
    public Task SignInAsync(CancellationToken cancellationToken)
    {
        _observer.Verbose($"Signing in to {_host}");
        return _sender.SignInAsync(cancellationToken);
    }

    /// <summary>A user; null when the platform does not know the id.</summary>
    public Task<ApiUser?> GetUserAsync(string id, CancellationToken cancellationToken) => _users.GetAsync(id, cancellationToken);

    /// <summary>The users, deleted ones too, who have one of these addresses, in any case of letters that the platform lets match; each once.</summary>
    public Task<IReadOnlyList<ApiUser>> FindUsersByMailAsync(IReadOnlyList<string> mails, CancellationToken cancellationToken) => _users.FindByMailAsync(mails, cancellationToken);

    /// <summary>The users, deleted ones too, who have one of these user names; each once.</summary>
    public Task<IReadOnlyList<ApiUser>> FindUsersByUsernameAsync(IReadOnlyList<string> usernames, CancellationToken cancellationToken) => _users.FindByUsernameAsync(usernames, cancellationToken);

    /// <summary>All users of all statuses, page by page.</summary>
    public Task ReadUsersAsync(Action<IReadOnlyList<ApiUser>> page, CancellationToken cancellationToken) => _users.ReadAsync(page, cancellationToken);

    /// <summary>Creates a user, or restores the deleted one who has the address or the user name. Never sent again when the platform may have seen it.</summary>
    /// <exception cref="OutcomeUnknownException">The user may exist now.</exception>
    public Task<CreatedUser> CreateUserAsync(NewUser user, bool sendInvitationEmail, CancellationToken cancellationToken) => _users.CreateAsync(user, sendInvitationEmail, cancellationToken);

    /// <summary>Changes what the patch sets.</summary>
    public Task<ApiUser> UpdateUserAsync(string id, UserPatch patch, CancellationToken cancellationToken) => _users.UpdateAsync(id, patch, cancellationToken);

    /// <summary>Activates an invited user.</summary>
    public Task ActivateUserAsync(string id, CancellationToken cancellationToken) => _users.ActivateAsync(id, cancellationToken);

    /// <summary>Deletes a user, whom the platform keeps as deleted; nothing happens to one who is.</summary>
    public Task DeleteUserAsync(string id, CancellationToken cancellationToken) => _users.DeleteAsync(id, cancellationToken);

    /// <summary>The mappings of users that have one of these values.</summary>
    public Task<IReadOnlyList<ApiMapping>> FindMappingsAsync(string platform, IReadOnlyList<string> values, CancellationToken cancellationToken) => _mappings.FindAsync(platform, values, cancellationToken);

    /// <summary>The mappings of these users.</summary>
    public Task<IReadOnlyList<ApiMapping>> FindMappingsByTargetAsync(string platform, IReadOnlyList<string> userIds, CancellationToken cancellationToken) =>
        _mappings.FindByTargetAsync(platform, userIds, cancellationToken);

    /// <summary>All mappings of users, page by page.</summary>
    public Task ReadMappingsAsync(string platform, Action<IReadOnlyList<ApiMapping>> page, CancellationToken cancellationToken) => _mappings.ReadAsync(platform, page, cancellationToken);

    /// <summary>Creates a mapping. When its answer is lost it is looked up before it is sent again; one that is there for exactly this pair is as good.</summary>
    public Task<ApiMapping> CreateMappingAsync(string platform, string value, string userId, CancellationToken cancellationToken) => _mappings.CreateAsync(platform, value, userId, cancellationToken);

    /// <summary>Gives a mapping to another user.</summary>
    public Task ReplaceMappingAsync(ApiMapping mapping, string userId, CancellationToken cancellationToken) => _mappings.ReplaceAsync(mapping, userId, cancellationToken);

    /// <summary>Deletes a mapping; nothing happens when there is none.</summary>
    public Task DeleteMappingAsync(string id, CancellationToken cancellationToken) => _mappings.DeleteAsync(id, cancellationToken);

    /// <summary>The custom fields of users.</summary>
    public Task<IReadOnlyList<ApiCustomField>> GetCustomFieldsAsync(CancellationToken cancellationToken) => _customFields.GetFieldsAsync(cancellationToken);

    /// <summary>The custom values of a user.</summary>
    public Task<IReadOnlyList<ApiCustomValue>> GetCustomValuesAsync(string userId, CancellationToken cancellationToken) => _customFields.GetValuesAsync(userId, cancellationToken);

    /// <summary>Replaces all custom values of a user: what is not given is gone.</summary>
    public Task ReplaceCustomValuesAsync(string userId, IReadOnlyList<ApiCustomValue> values, CancellationToken cancellationToken) =>
        _customFields.ReplaceValuesAsync(userId, values, cancellationToken);

    /// <summary>The ids of a user's managers.</summary>
    public Task<IReadOnlyList<string>> GetManagersAsync(string userId, CancellationToken cancellationToken) => _managers.GetAsync(userId, cancellationToken);

    /// <summary>Adds a manager to those whom the user has.</summary>
    public Task AddManagerAsync(string userId, string managerId, CancellationToken cancellationToken) => _managers.AddAsync(userId, managerId, cancellationToken);

    /// <summary>Removes a manager; nothing happens when they are not the user's.</summary>
    public Task RemoveManagerAsync(string userId, string managerId, CancellationToken cancellationToken) => _managers.RemoveAsync(userId, managerId, cancellationToken);

    /// <summary>All groups.</summary>
    public Task<IReadOnlyList<ApiGroup>> GetGroupsAsync(CancellationToken cancellationToken) => _groups.GetAsync(cancellationToken);

    /// <summary>Who is in a group, and as what.</summary>
    public Task<IReadOnlyList<ApiMembership>> GetMembershipsOfGroupAsync(string groupId, CancellationToken cancellationToken) => _groups.GetMembersAsync(groupId, cancellationToken);

    /// <summary>In which groups a user is, and as what.</summary>
    public Task<IReadOnlyList<ApiMembership>> GetMembershipsOfUserAsync(string userId, CancellationToken cancellationToken) => _groups.GetGroupsOfUserAsync(userId, cancellationToken);

    /// <summary>Adds or removes memberships in bulk, and waits for the end.</summary>
    /// <returns>For each item, in order, null when it is done, else what the platform says.</returns>
    public Task<IReadOnlyList<string?>> ChangeMembershipsAsync(bool add, IReadOnlyList<ApiMembership> items, CancellationToken cancellationToken) => _bulk.ChangeAsync(add, items, cancellationToken);

    /// <summary>Closes the connections.</summary>
    public void Dispose()
    {
        _bulk.Dispose();
        _sender.Dispose();
    }
}
