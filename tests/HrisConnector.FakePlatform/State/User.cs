using System;
using System.Collections.Generic;

namespace HrisConnector.FakePlatform.State;

/// <summary>A user account. Mail and username are set through <see cref="UserStore"/>, which finds users by them.</summary>
internal sealed class User(string id)
{
    public string Id { get; } = id;

    public string? Mail { get; set; }

    public string? Username { get; set; }

    public string Status { get; set; } = UserStatus.Invited;

    public string Lang { get; set; } = "en";

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Job { get; set; }

    public string? Organization { get; set; }

    public string? Phone { get; set; }

    public string? Custom { get; set; }

    public string? PrimaryGroupId { get; set; }

    public DateTimeOffset? ToBeDeactivatedAt { get; set; }

    public List<DateTimeOffset> DeletedAt { get; } = [];

    public List<DateTimeOffset> ReactivatedAt { get; } = [];

    /// <summary>The managers' ids in the order of ids.</summary>
    public SortedSet<string> ManagerIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Custom field id → value. Dates are days, <c>2026-03-02</c>.</summary>
    public SortedDictionary<string, string> CustomValues { get; } = new(StringComparer.Ordinal);

    public SortedSet<Membership> Memberships { get; } = [];

    public bool IsDeleted => Status == UserStatus.Deleted;
}
