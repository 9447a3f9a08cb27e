using System.IO;
using HrisConnector.Benchmarks.Measuring;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Benchmarks.Files;

/// <summary>The folder of a scenario: the generated files, which all measurements read, and what they write.</summary>
internal sealed record Workplace(string Folder)
{
    /// <summary>The users file.</summary>
    public string Users => Path.Combine(Folder, "users.csv");

    /// <summary>The same with one user in a hundred changed.</summary>
    public string Changed => Path.Combine(Folder, "changed.csv");

    /// <summary>The group rules.</summary>
    public string Rules => Path.Combine(Folder, "rules.csv");

    /// <summary>The configuration file of the connector that has a long history.</summary>
    public string HistoryConfiguration => Path.Combine(Folder, "history.json");

    /// <summary>Where a measurement writes: gone before the next round. Each build has its own.</summary>
    public string Data(string name) => Path.Combine(DataFolder, Build.Name, name);

    /// <summary>A connector that has nothing but a place for its data.</summary>
    public ConnectorConfiguration Connector(string name = "plain") => new() { DataPath = Data(name) };

    /// <summary>Forgets what the measurements of the last round have written.</summary>
    public void Clear()
    {
        if (Directory.Exists(DataFolder))
            Directory.Delete(DataFolder, recursive: true);
        Directory.CreateDirectory(Path.Combine(DataFolder, Build.Name));
    }

    private string DataFolder => Path.Combine(Folder, "data");
}
