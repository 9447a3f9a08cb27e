using System;
using System.IO;
using System.Linq;
using HrisConnector.ModuleTests.Support;

namespace HrisConnector.ModuleTests.Help;

/// <summary>What the examples of the pages are about: <c>hris.json</c>, a users file, files that wait, group rules, public keys, and three runs in the
/// history: the first created users, the second changed and archived some, the third failed.</summary>
public sealed class ExampleStage : IDisposable
{
    // Windows PowerShell and PowerShell have these; the engine alone does not.
    private const string StandIns = """
        function Get-Date { [datetime]::Now }
        function Format-List { $input }
        function Select-Object { param([string[]] $Property) foreach ($item in $input) {
            $copy = @{}
            foreach ($one in $item.PSObject.Properties) { if ($Property -contains '*' -or $Property -contains $one.Name) { $copy[$one.Name] = $one.Value } }
            [pscustomobject] $copy } }
        function Group-Object { param([string] $Property, [switch] $NoElement) $groups = @{}
            foreach ($item in $input) { $groups[[string] $item.$Property]++ }
            foreach ($name in $groups.Keys) { [pscustomobject] @{ Name = $name; Count = $groups[$name] } } }
        function Import-Csv { param([string] $LiteralPath) $lines = [System.IO.File]::ReadAllLines($LiteralPath); $names = $lines[0] -split ','
            foreach ($line in $lines[1..($lines.Count - 1)]) { $cells = $line -split ','; $row = @{}
                for ($i = 0; $i -lt $names.Count; $i++) { $row[$names[$i]] = $cells[$i] }
                [pscustomobject] $row } }
        function Export-Csv { param([string] $Path, [switch] $NoTypeInformation, [string] $Encoding) $null = @($input) }
        """;

    private const string Configuration = """
        {
          "connector": "hr-main",
          "dataPath": "data",
          "source": { "folder": "drop" },
          "groups": { "rulesFile": "group-rules.csv", "default": "Company" },
          "directory": { "groups": [ { "path": "Company" }, { "path": "Company/Engineers", "public": true }, { "path": "Company/Managers", "public": true } ] }
        }
        """;

    private readonly ModuleSession _session = new();
    private readonly TempFolder _template = new();

    public ExampleStage()
    {
        _session.Run(StandIns);
        _template.Write("hris.json", Configuration);
        _template.Write("group-rules.csv", "Rule,Group,Field,Operator,Value\nEngineers,Company/Engineers,title,contains,engineer\nManagers,Company/Managers,title,contains,manager\n");
        _template.Write("hris-public.asc", PublicKey.Text);
        _template.Write("hr-department.asc", PublicKey.Text);
        Directory.CreateDirectory(_template.File("drop"));
        Directory.CreateDirectory(_template.File("outbox"));
        _template.Write("empty.csv", "");
        _template.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), UsersFile.User("E2"), UsersFile.User("E3"), "E4,,Grace,Hopper,Active,,,,,,"));
        _template.Write("drop/hris-360learning.csv", UsersFile.Of(UsersFile.User("E1", lastName: "King"), UsersFile.User("E2")));
        In(_template.Path, "Invoke-HrisSync users.csv -Configuration hris.json");
        _template.Write("users.csv", UsersFile.Of(UsersFile.User("E1", lastName: "Byron"), UsersFile.User("E2"), UsersFile.Leaver("E3"), "E4,,Grace,Hopper,Active,,,,,,"));
        In(_template.Path, "Invoke-HrisSync users.csv, empty.csv -Configuration hris.json -ErrorAction SilentlyContinue");
    }

    /// <summary>Runs the code of an example in a copy of the stage.</summary>
    internal ScriptResult Run(string code)
    {
        using var folder = new TempFolder();
        Copy(_template.Path, folder.Path);
        return In(folder.Path, code);
    }

    public void Dispose()
    {
        _session.Dispose();
        _template.Dispose();
    }

    private ScriptResult In(string folder, string code)
    {
        _session.Run($"$ExecutionContext.SessionState.Path.SetLocation('{folder}')");
        return _session.Run("& {\n" + code + "\n}");
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Order())
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
