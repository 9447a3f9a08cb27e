using System.IO;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Benchmarks;

/// <summary>The folder of a scenario: the generated files, which all measurements read, and what they write.</summary>
internal sealed record Workplace(string Folder)
{
    /// <summary>The users file.</summary>
    public string Users => Path.Combine(Folder, "users.csv");

    /// <summary>The same with one user in a hundred changed.</summary>
    public string Changed => Path.Combine(Folder, "changed.csv");

    /// <summary>Where a measurement writes: gone before the next round.</summary>
    public string Data(string name) => Path.Combine(DataFolder, name);

    /// <summary>A connector that has nothing but a place for its data.</summary>
    public ConnectorConfiguration Connector(string name = "plain") => new() { DataPath = Data(name) };

    /// <summary>Forgets what the measurements of the last round have written.</summary>
    public void Clear()
    {
        if (Directory.Exists(DataFolder))
            Directory.Delete(DataFolder, recursive: true);
    }

    private string DataFolder => Path.Combine(Folder, "data");
}
