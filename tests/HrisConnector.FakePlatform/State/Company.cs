using System.Collections.Generic;

namespace HrisConnector.FakePlatform.State;

/// <summary>All that the platform holds. Whoever uses it holds the lock of <see cref="PlatformState"/>.</summary>
internal sealed class Company
{
    private readonly ObjectIds _ids;

    public Company(FakePlatformOptions options, FaultList faults)
    {
        _ids = new ObjectIds(options.Clock);
        Groups = new GroupTree(new Group(NewId(), options.RootGroupName, IsPublic: false, Parent: null));
        Bulk = new BulkQueue(options, faults, this);
        Owner = new User(NewId()) { Mail = "owner@company.example", Status = UserStatus.Active, FirstName = "Olga", LastName = "Owner" };
        Owner.Memberships.Add(new Membership(Groups.Root.Id, "owner"));
        Users.Add(Owner);
    }

    public User Owner { get; }

    public UserStore Users { get; } = new();

    public GroupTree Groups { get; }

    public MappingStore Mappings { get; } = new();

    /// <summary>The custom fields in the order of their ids.</summary>
    public List<CustomField> CustomFields { get; } = [];

    public BulkQueue Bulk { get; }

    /// <summary>The ids of the users who were sent an invitation, in order.</summary>
    public List<string> Invitations { get; } = [];

    public string NewId() => _ids.Next();
}
