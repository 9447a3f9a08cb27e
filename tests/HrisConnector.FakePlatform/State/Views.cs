using System;
using System.Linq;

namespace HrisConnector.FakePlatform.State;

/// <summary>What a test sees of the state: copies that do not change any more.</summary>
internal static class Views
{
    public static PlatformUser Of(Company company, User user) => new()
    {
        Id = user.Id,
        Mail = user.Mail,
        Username = user.Username,
        Status = user.Status,
        FirstName = user.FirstName,
        LastName = user.LastName,
        Job = user.Job,
        Organization = user.Organization,
        Phone = user.Phone,
        Custom = user.Custom,
        Lang = user.Lang,
        CustomFields = user.CustomValues.ToDictionary(value => company.CustomFields.Find(field => field.Id == value.Key)!.Name, value => value.Value),
        ManagerIds = [.. user.ManagerIds],
        Managers = [.. user.ManagerIds.Select(id => company.Users.Find(id)!).Select(manager => manager.Mail ?? manager.Username!)],
        LearnerGroups = [.. user.Memberships.Where(membership => membership.Role == GroupTree.Learner)
            .Select(membership => company.Groups.Find(membership.GroupId)!.Path).Order(StringComparer.Ordinal)],
        Roles = [.. user.Memberships.Select(membership => membership.Role + " " + company.Groups.Find(membership.GroupId)!.Path).Order(StringComparer.Ordinal)],
        Deletions = user.DeletedAt.Count,
        Restorations = user.ReactivatedAt.Count,
    };

    public static PlatformMapping Of(Mapping mapping) => new(mapping.Id, mapping.Platform, mapping.TargetId, mapping.TargetType, mapping.Value);
}
