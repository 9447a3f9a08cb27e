using System;
using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.FakePlatform.State;

/// <summary>The groups, and who is in them: what a role in one group means for the groups around it.</summary>
internal sealed class GroupTree(Group root)
{
    public const string Learner = "learner";

    /// <summary>The roles that a client may give and take; the owner's is not among them.</summary>
    public static readonly IReadOnlyList<string> Roles = ["admin", "analyst", "editor", "coach", "contributor", Learner, "userAdmin"];

    private readonly List<Group> _inOrder = [root];
    private readonly Dictionary<string, Group> _byId = new(StringComparer.Ordinal) { [root.Id] = root };

    public Group Root { get; } = root;

    /// <summary>All groups in the order of their ids.</summary>
    public IReadOnlyList<Group> All => _inOrder;

    public void Add(Group group)
    {
        _inOrder.Add(group);
        _byId.Add(group.Id, group);
    }

    public Group? Find(string id) => _byId.GetValueOrDefault(id);

    public Group? FindByPath(string path) => _inOrder.Find(group => group.Path == path);

    /// <summary>Adds a role. A learner of a public group is one of its parents too, up to and including the first private one.</summary>
    public static void Join(User user, Group group, string role)
    {
        user.Memberships.Add(new Membership(group.Id, role));
        if (role != Learner)
        {
            return;
        }
        for (Group member = group; member.IsPublic && member.Parent != null; member = member.Parent)
        {
            user.Memberships.Add(new Membership(member.Parent.Id, role));
        }
    }

    /// <summary>Takes a role away. The learner's goes from the public sub-groups as well, down to the first private one, which keeps it.</summary>
    /// <returns>Whether the user had the role in this group.</returns>
    public bool Leave(User user, Group group, string role)
    {
        if (!user.Memberships.Remove(new Membership(group.Id, role)))
        {
            return false;
        }
        if (role == Learner)
        {
            LeavePublicChildren(user, group);
        }
        return true;
    }

    private void LeavePublicChildren(User user, Group parent)
    {
        foreach (Group child in _inOrder.Where(group => group.Parent == parent && group.IsPublic))
        {
            user.Memberships.Remove(new Membership(child.Id, Learner));
            LeavePublicChildren(user, child);
        }
    }
}
