using System;

namespace HrisConnector.FakePlatform.State;

/// <summary>A role in a group, in the order of group ids.</summary>
internal readonly record struct Membership(string GroupId, string Role) : IComparable<Membership>
{
    public string Key => GroupId + " " + Role;

    public int CompareTo(Membership other) => string.CompareOrdinal(Key, other.Key);
}
