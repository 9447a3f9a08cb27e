using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform;

/// <summary>
/// What the platform holds, to be prepared by a test before and looked at afterwards. Thread safe: each call sees the state between two
/// requests, never in the middle of one.
/// </summary>
public sealed class PlatformState
{
    private readonly Lock _gate = new();
    private readonly Company _company;

    internal PlatformState(FakePlatformOptions options, FaultList faults)
    {
        _company = new Company(options, faults);
    }

    /// <summary>The id of the root group, which is private and there from the start.</summary>
    public string RootGroupId => _company.Groups.Root.Id;

    /// <summary>The id of the company's owner, who is there from the start and cannot be deleted.</summary>
    public string OwnerId => _company.Owner.Id;

    /// <summary>All users in the order of their creation, the owner and the deleted ones included.</summary>
    public IReadOnlyList<PlatformUser> Users => Run(company => company.Users.All.Select(user => Views.Of(company, user)).ToArray());

    /// <summary>All external ids in the order of their creation.</summary>
    public IReadOnlyList<PlatformMapping> Mappings => Run(company => company.Mappings.All.Select(Views.Of).ToArray());

    /// <summary>The paths of all groups by their ids.</summary>
    public IReadOnlyDictionary<string, string> GroupPaths => Run(company => company.Groups.All.ToDictionary(group => group.Id, group => group.Path));

    /// <summary>The names of all custom fields by their ids.</summary>
    public IReadOnlyDictionary<string, string> CustomFieldNames => Run(company => company.CustomFields.ToDictionary(custom => custom.Id, custom => custom.Name));

    /// <summary>The ids of the users who were sent an invitation, in order.</summary>
    public IReadOnlyList<string> Invitations => Run(company => company.Invitations.ToArray());

    /// <summary>Adds a group under its parent, which must be there: <c>Company/Sales/France</c>.</summary>
    /// <returns>The group's id.</returns>
    public string AddGroup(string path, bool isPublic) => Run(company =>
    {
        var end = path.LastIndexOf('/');
        Group? parent = end < 0 ? null : company.Groups.FindByPath(path[..end]);
        if (parent == null || company.Groups.FindByPath(path) != null)
        {
            throw new ArgumentException("The parent group must be there, and the group must not.", nameof(path));
        }
        var group = new Group(company.NewId(), path[(end + 1)..], isPublic, parent);
        company.Groups.Add(group);
        return group.Id;
    });

    /// <summary>Adds a custom field of users.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type"><c>string</c> or <c>date</c>.</param>
    /// <param name="authorizedValues">The only values that it takes; none, and it takes any. Dates are days, <c>2026-03-02</c>.</param>
    /// <returns>The field's id.</returns>
    public string AddCustomField(string name, string type, params string[] authorizedValues) => Run(company =>
    {
        if (type is not ("string" or "date"))
        {
            throw new ArgumentException("The type of a custom field is string or date.", nameof(type));
        }
        var field = new CustomField(company.NewId(), name, "users", type, [.. authorizedValues]);
        company.CustomFields.Add(field);
        return field.Id;
    });

    /// <summary>Adds a user who was there before any client came. Rules are not checked.</summary>
    /// <param name="mail">The mail address.</param>
    /// <param name="firstName">The first name.</param>
    /// <param name="lastName">The last name.</param>
    /// <param name="status"><c>active</c>, <c>invited</c> or <c>deleted</c>.</param>
    /// <param name="username">The username.</param>
    /// <param name="groupId">A group where the user is a learner; the root group without one.</param>
    /// <param name="job">The role title.</param>
    /// <param name="organization">The organization.</param>
    /// <param name="phone">The phone number.</param>
    /// <param name="lang">The language.</param>
    /// <returns>The user's id.</returns>
    public string AddUser(
        string? mail, string? firstName, string? lastName, string status = UserStatus.Active, string? username = null, string? groupId = null,
        string? job = null, string? organization = null, string? phone = null, string lang = "en") => Run(company =>
    {
        var user = new User(company.NewId())
        {
            Mail = mail, Username = username, FirstName = firstName, LastName = lastName, Status = status, Job = job, Organization = organization,
            Phone = phone, Lang = lang,
        };
        GroupTree.Join(user, company.Groups.Find(groupId ?? company.Groups.Root.Id)!, GroupTree.Learner);
        if (user.IsDeleted)
        {
            user.DeletedAt.Add(DateTimeOffset.UnixEpoch);
        }
        company.Users.Add(user);
        return user.Id;
    });

    /// <summary>Takes a user away altogether, as the platform's own people can; external ids stay behind.</summary>
    public void RemoveUser(string userId) => Run(company =>
    {
        company.Users.Remove(company.Users.Find(userId)!);
        return true;
    });

    /// <summary>Gives a user a manager.</summary>
    public void AddManager(string userId, string managerId) => Run(company => company.Users.Find(userId)!.ManagerIds.Add(managerId));

    /// <summary>Sets a user's value of a custom field, which is named by its id. Rules are not checked; a date is a day, <c>2026-03-02</c>.</summary>
    public void SetCustomValue(string userId, string customFieldId, string value) => Run(company =>
        company.Users.Find(userId)!.CustomValues[customFieldId] = value);

    /// <summary>Gives a user a role in a group, with what a learner's role implies.</summary>
    public void AddMembership(string userId, string groupId, string role = GroupTree.Learner) => Run(company =>
    {
        GroupTree.Join(company.Users.Find(userId)!, company.Groups.Find(groupId)!, role);
        return true;
    });

    /// <summary>Gives a user an external id.</summary>
    public void AddMapping(string platform, string value, string userId) => Run(company =>
    {
        company.Mappings.Add(new Mapping(company.NewId(), platform, userId, "user", value));
        return true;
    });

    /// <summary>The user with this mail address, a deleted one only when no other has it; null without one.</summary>
    public PlatformUser? FindUser(string mail) => Run(company =>
        company.Users.WithMail(mail).OrderBy(user => user.IsDeleted).Select(user => Views.Of(company, user)).FirstOrDefault());

    /// <summary>The user with this id; null without one.</summary>
    public PlatformUser? UserById(string id) => Run(company => company.Users.Find(id) is { } user ? Views.Of(company, user) : null);

    /// <summary>The user whom an external id stands for; null without one.</summary>
    public PlatformUser? UserByExternalId(string platform, string value) => Run(company =>
        company.Mappings.OfValue(platform, "user", value) is { } mapping && company.Users.Find(mapping.TargetId) is { } user ? Views.Of(company, user) : null);

    /// <summary>Finishes all bulk operations now, as time would.</summary>
    public void CompleteBulkOperations() => Run(company =>
    {
        company.Bulk.FinishAll();
        return true;
    });

    /// <summary>
    /// The whole state as text, without ids and times: two runs that end in the same state have equal snapshots, whatever way they took.
    /// Of a deleted user it has the profile and the external ids alone, since the rest is lost to whoever restores them.
    /// </summary>
    public string Snapshot() => Run(StateText.Write);

    internal T Run<T>(Func<Company, T> action)
    {
        lock (_gate)
        {
            return action(_company);
        }
    }
}
