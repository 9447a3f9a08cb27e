namespace HrisConnector.FakePlatform.State;

/// <summary>The words of a user's status.</summary>
internal static class UserStatus
{
    public const string Active = "active";
    public const string Invited = "invited";
    public const string Deleted = "deleted";
}
