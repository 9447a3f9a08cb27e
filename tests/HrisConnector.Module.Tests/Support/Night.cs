using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HrisConnector.Tests.Shared.Mail;
using HrisConnector.Tests.Shared.Pgp;
using HrisConnector.Tests.Shared.Sftp;
using Xunit;

namespace HrisConnector.ModuleTests.Support;

/// <summary>One connector of an administrator: HR uploads encrypted files into a folder of the SFTP server, and <c>hris.json</c> says how they are fetched,
/// decrypted and archived there.</summary>
internal sealed class Night : IDisposable
{
    public const string FileName = "hris-360learning.tsv.pgp";

    public Night(HrDepartment hr)
    {
        Hr = hr;
        ServerFolder = Path.Combine(hr.Server.Upload, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(ServerFolder);
        _ = hr.Gpg;
        WriteSecret("sftp.pass", HrDepartment.SftpPassphrase);
        WriteSecret("pgp.pass", HrDepartment.PgpPassphrase);
        Configure(_ => { });
    }

    public HrDepartment Hr { get; }

    public ModuleSession Session { get; } = new();

    /// <summary>The folder to which HR uploads.</summary>
    public string ServerFolder { get; }

    /// <summary>The text of a cell that no other test has: where it is found, plain text was left.</summary>
    public string Cell { get; } = "Cell" + Guid.NewGuid().ToString("N");

    /// <summary>HR's export: tabs, Windows line ends, quotes, letters beyond ASCII.</summary>
    public string Plain => string.Concat(
        "uniqueId\temail\tfirstName\tlastName\tstatus\ttitle\tRoom\r\n",
        $"E1\te1@example.org\tZoé\t{Cell}\tActive\t\"Head of \"\"it\"\"\"\t4\r\n",
        "E2\te2@example.org\tAda\tLovelace\tActive\tEngineer\t5\r\n");

    private string Data => Path.Combine(Session.Folder.File("data"), "test");

    public string Store => Path.Combine(Data, "store.db");

    /// <summary>Writes <c>hris.json</c>: the usual configuration, changed.</summary>
    public void Configure(Action<JsonObject> change)
    {
        var configuration = JsonNode.Parse($$"""
            {
              "connector": "test", "dataPath": "data",
              "source": {
                "sftp": { "host": "{{SshServer.Host}}", "port": {{Hr.Server.Port}}, "path": "{{ServerFolder}}", "userName": "{{Environment.UserName}}",
                          "hostKeys": ["{{Hr.Server.Fingerprint("ed25519")}}"], "privateKeyFile": "{{Hr.SftpKey}}", "passphrase": { "file": "sftp.pass" } },
                "afterSync": "archive", "archivePath": "archive"
              },
              "encryption": { "privateKeyFile": "{{Hr.PrivateKey}}", "passphrase": { "file": "pgp.pass" } }
            }
            """)!.AsObject();
        change(configuration);
        Session.Folder.Write("hris.json", configuration.ToJsonString());
    }

    /// <summary>The part of a configuration that sends mail.</summary>
    public static JsonNode Notices(SmtpServer server, params string[] on)
    {
        var notices = JsonNode.Parse($$"""
            { "smtp": { "host": "127.0.0.1", "port": {{server.Port}}, "security": "none", "from": "hris@example.org", "to": ["it@example.org"] } }
            """)!;
        if (on.Length > 0)
        {
            notices["on"] = new JsonArray([.. on.Select(end => (JsonNode)end)]);
        }

        return notices;
    }

    /// <summary>Puts a file on the server as HR did two hours ago.</summary>
    public string Upload(byte[] content, string name = FileName, int hoursAgo = 2)
    {
        var path = Path.Combine(ServerFolder, name);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-hoursAgo));
        return path;
    }

    public string Upload(string plain) => Upload(Hr.Encrypt(plain));

    /// <summary>A file that nobody else may read.</summary>
    public string WriteSecret(string name, string secret, string mode = "rw-------")
    {
        var path = Session.Folder.Write(name, secret + "\n");
        SshServer.Permit(path, mode);
        return path;
    }

    public ScriptResult Sync(string arguments = "") => Session.Run($"Invoke-HrisSync -Configuration hris.json -Verbose -Debug {arguments}");

    public IReadOnlyList<string> UsersInDirectory() => [.. Session.Run("Get-HrisUser -Configuration hris.json").Output.Select(user => user.Text("UniqueId"))];

    /// <summary>Every file below a folder with its content, to be compared. SQLite lays two files beside a store that it reads; they hold nothing then.</summary>
    public static IReadOnlyList<string> Snapshot(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order()
            .Where(path => !path.EndsWith(".db-shm", StringComparison.Ordinal) && !(path.EndsWith(".db-wal", StringComparison.Ordinal) && new FileInfo(path).Length == 0))
            .Select(path =>
            string.Create(CultureInfo.InvariantCulture, $"{path} {File.GetLastWriteTimeUtc(path):O} {Convert.ToBase64String(File.ReadAllBytes(path))}"))];

    /// <summary>No file holds the planted cell, but the logs and the store: not in the connector's folder, and not in a temporary one.</summary>
    public void RequireNoPlainText()
    {
        var own = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "HrisConnector", "temporary");
        string[] temporary =
        [
            .. Directory.GetDirectories(Path.GetTempPath()).Where(folder => Regex.IsMatch(Path.GetFileName(folder), "^hris-[0-9a-f]{32}$")),
            .. Directory.Exists(own) ? Directory.GetDirectories(own) : [],
        ];

        // By grep, which locks nothing: other tests are at work in such folders.
        Assert.Equal("", Gpg.RunTool("sh", ["-c", "[ $# = 0 ] || grep -rslF -- \"$0\" \"$@\" || true", Cell, .. temporary]));
        var files = FilesBelow(Data)
            .Where(path => Path.GetFileName(Path.GetDirectoryName(path)) != "logs" && !Path.GetFileName(path).StartsWith("store.db", StringComparison.Ordinal));
        Assert.DoesNotContain(files, path => TryRead(path).Contains(Cell, StringComparison.Ordinal));
        Assert.Empty(FilesBelow(Path.Combine(Data, "work")));
    }

    /// <summary>The run ended in an error before anything was changed, as behaviour.md §3 has it.</summary>
    /// <param name="result">What the command wrote.</param>
    /// <param name="id">The id of the error.</param>
    /// <param name="logs">The logs of the run.</param>
    /// <returns>The error record.</returns>
    public ErrorRecord RequireFailure(ScriptResult result, string id, params string[] logs)
    {
        var sync = Assert.Single(result.Output);
        var error = Assert.Single(result.Errors);
        Assert.Equal("Error", sync.Text("Status"));
        Assert.Equal(logs, ((IEnumerable<string>)sync.Get("Logs")!).ToArray());
        Assert.Equal("", sync.Text("CsvLogPath"));
        Assert.Equal(0, sync.Number("Created") + sync.Number("Updated") + sync.Number("Archived"));
        var log = JsonNode.Parse(File.ReadAllText(sync.Text("JsonLogPath")))!;
        Assert.Equal("error", (string?)log["status"]);
        Assert.Equal(logs, log["logs"]?.AsArray().Select(text => (string)text!) ?? []);
        Assert.Empty(UsersInDirectory());
        Assert.Equal(sync.Number("Id"), Session.Run("Get-HrisSync -Configuration hris.json -Last 1").Output.Single(run => run.Text("Status") == "Error").Number("Id"));
        Assert.Equal(id + ",HrisConnector.Cmdlets.InvokeHrisSyncCommand", error.FullyQualifiedErrorId);
        Assert.NotEqual(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.False(Directory.Exists(Path.Combine(ServerFolder, "archive")), "the file was archived");
        RequireNoPlainText();
        PersonalData.IsNotIn(result, [Cell, .. HrDepartment.Secrets]);
        RequireNoSecretBelowData();
        return error;
    }

    /// <summary>No secret is in the store, a log or anything else that the connector writes.</summary>
    public void RequireNoSecretBelowData(params string[] secrets)
    {
        foreach (var path in FilesBelow(Session.Folder.File("data")))
        {
            var text = TryRead(path);
            Assert.All([.. HrDepartment.Secrets, .. secrets], secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
        }
    }

    public void Dispose() => Session.Dispose();

    private static string[] FilesBelow(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        }
        catch (DirectoryNotFoundException)
        {
            return []; // there was no run
        }
    }

    private static string TryRead(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file, Encoding.Latin1);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }
}
