using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Directories.Embedded;
using HrisConnector.Core.History;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Tests.Support;

/// <summary>A connector with a fresh store in a temporary folder, and the real embedded directory.</summary>
internal sealed class TestConnector : IDisposable
{
    public const string Header = "uniqueId,email,firstName,lastName,status,title,organization,language,managerId,phone,username";

    public TestConnector(string configuration = "{}")
    {
        Folder = Directory.CreateTempSubdirectory("hris-test-").FullName;
        ConfigurationText = configuration;
        Configuration = ReadConfiguration(configuration);
        Connector = new Connector(Configuration);
    }

    public string Folder { get; }

    public ConnectorConfiguration Configuration { get; private set; }

    public Connector Connector { get; private set; }

    public SilentObserver Observer { get; } = new();

    /// <summary>The configuration as it was written.</summary>
    public string ConfigurationText { get; private set; }

    public void Reconfigure(string configuration)
    {
        ConfigurationText = configuration;
        Configuration = ReadConfiguration(configuration);
        Connector = new Connector(Configuration);
    }

    /// <summary>The path of a file of the Files folder.</summary>
    public static string FilePath(string name) => Path.Combine(AppContext.BaseDirectory, "Files", name);

    public string Write(string name, string text) => WriteBytes(name, Encoding.UTF8.GetBytes(text));

    public string WriteBytes(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public Task<SyncResult> SyncAsync(string path, bool full = false, bool force = false, bool preview = false, CancellationToken cancellationToken = default) =>
        SyncAsync(SourceFile.AtPath(path), full, force, preview, cancellationToken);

    public Task<SyncResult> SyncAsync(SourceFile file, bool full = false, bool force = false, bool preview = false, CancellationToken cancellationToken = default) =>
        Connector.SyncAsync(file, new SyncOptions(full, force, preview), Observer, cancellationToken);

    /// <summary>The files that wait in the source.</summary>
    public Task<IReadOnlyList<SourceFile>> FindAsync(CancellationToken cancellationToken = default) => Connector.FindSourceFilesAsync(Observer, cancellationToken);

    /// <summary>Synchronizes lines under the default header; the run must not fail.</summary>
    public async Task<HrisSync> SyncLinesAsync(params string[] lines)
    {
        var result = await SyncAsync(Write("users.csv", Header + "\n" + string.Join("\n", lines) + "\n"), force: true);
        return result.Error is null ? result.Sync : throw result.Error;
    }

    public HrisUser? User(string uniqueId) => Users(new UserQuery(UniqueId: uniqueId)).SingleOrDefault();

    public IReadOnlyList<HrisUser> Users(UserQuery? query = null)
    {
        var users = new List<HrisUser>();
        Connector.FindUsersAsync(query ?? new UserQuery(), users.Add, Observer, CancellationToken.None).GetAwaiter().GetResult();
        return users;
    }

    /// <summary>Puts accounts into the directory that no file knows.</summary>
    public async Task AddAccountAsync(string email, string? uniqueId = null, bool archived = false)
    {
        using var store = ConnectorStore.Open(Configuration.StorePath);
        using var directory = new EmbeddedDirectory(store);
        var values = new UserValues { [UserField.Email] = email, [UserField.UniqueId] = uniqueId, [UserField.FirstName] = "Old", [UserField.LastName] = "Account" };
        string? id = null;
        await directory.ApplyAsync([new UserChange(ChangeKind.Create, null, values)], (_, result) => id = result.Id, CancellationToken.None);
        if (archived)
            await directory.ApplyAsync([new UserChange(ChangeKind.Archive, id, new UserValues())], (_, _) => { }, CancellationToken.None);
    }

    /// <summary>The status and detail of each line of a CSV log, for logs without line breaks in cells.</summary>
    public static IReadOnlyList<(string Status, string Detail)> Outcomes(HrisSync sync)
    {
        var lines = File.ReadAllLines(sync.CsvLogPath!).Where(line => line.Length > 0).Skip(1);
        return [.. lines.Select(line => (line.Split(',')[0], DetailOf(line)))];
    }

    public void Dispose()
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(50);
            }
        }
    }

    private static string DetailOf(string line)
    {
        var rest = line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..];
        return rest.StartsWith('"') ? rest[1..rest.IndexOf('"', 1)] : rest[..rest.IndexOf(',', StringComparison.Ordinal)];
    }

    private ConnectorConfiguration ReadConfiguration(string json)
    {
        var faults = new List<ConfigurationFault>();
        var withData = json.TrimStart().Insert(1, "\"dataPath\": \"data\",");
        var configuration = ConfigurationReader.Read(Encoding.UTF8.GetBytes(withData), Folder, faults);
        return faults.Count == 0 ? configuration! : throw new InvalidOperationException(string.Join("\n", faults));
    }
}
