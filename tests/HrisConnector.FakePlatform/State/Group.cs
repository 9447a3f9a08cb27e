namespace HrisConnector.FakePlatform.State;

/// <summary>A group of the company's tree.</summary>
internal sealed record Group(string Id, string Name, bool IsPublic, Group? Parent)
{
    /// <summary>The names from the root on, joined by slashes.</summary>
    public string Path => Parent == null ? Name : Parent.Path + "/" + Name;
}
