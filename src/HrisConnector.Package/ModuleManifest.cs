using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HrisConnector.Package;

/// <summary>The manifest of a module, read as PowerShell reads it.</summary>
internal sealed class ModuleManifest
{
    private readonly string _text;
    private readonly HashtableAst _table;
    private readonly Hashtable _values;

    private ModuleManifest(string text, HashtableAst table)
    {
        _text = text;
        _table = table;
        _values = (Hashtable)table.SafeGetValue();
    }

    /// <summary>The name of the manifest and of the package.</summary>
    public const string Name = "HrisConnector";

    public const string FileName = Name + ".psd1";

    public string Version => Text("ModuleVersion");

    public string Author => Text("Author");

    public string Owner => Text("CompanyName");

    public string Description => Text("Description");

    public string Copyright => Text("Copyright");

    public string ProjectUri => DataText("ProjectUri");

    public string LicenseUri => DataText("LicenseUri");

    public string ReleaseNotes => DataText("ReleaseNotes");

    public IEnumerable<string> Cmdlets => List(_values["CmdletsToExport"]);

    public IEnumerable<string> Editions => List(_values["CompatiblePSEditions"]);

    public IEnumerable<string> Tags => List(Data["Tags"]);

    private Hashtable Data => (Hashtable)((Hashtable)_values["PrivateData"]!)["PSData"]!;

    public static ModuleManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var text = File.ReadAllText(path);
        var script = Parser.ParseInput(text, path, out _, out var faults);
        if (faults.Length > 0)
        {
            throw new ParseException(faults);
        }

        var table = script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false) as HashtableAst;
        return new ModuleManifest(text, table ?? throw new InvalidDataException($"{path} holds no table."));
    }

    /// <summary>The text of the manifest with what only the package knows. Its own lines stay as they are.</summary>
    public string Completed(string projectUri, string licenseUri, string releaseNotes, IEnumerable<string> files)
    {
        var data = (HashtableAst)Table(Table(_table, "PrivateData"), "PSData");
        var inData = $"            ProjectUri = {Quoted(projectUri)}\n            LicenseUri = {Quoted(licenseUri)}\n            ReleaseNotes = {Quoted(releaseNotes)}\n";
        var inTable = $"    FileList             = @(\n{string.Concat(files.Select(file => $"        {Quoted(file)}\n"))}    )\n";

        // From the end to the beginning: an insertion moves what follows it.
        return _text.Insert(LineOfEnd(_table), inTable).Insert(LineOfEnd(data), inData);
    }

    private int LineOfEnd(HashtableAst table) => _text.LastIndexOf('\n', table.Extent.EndOffset - 1) + 1;

    private static HashtableAst Table(HashtableAst table, string key) => table.KeyValuePairs
        .Where(pair => pair.Item1 is StringConstantExpressionAst name && name.Value == key)
        .Select(pair => pair.Item2.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false))
        .OfType<HashtableAst>().FirstOrDefault() ?? throw new InvalidDataException($"The manifest has no {key}.");

    private static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    private static string[] List(object? value) => value is null ? [] : LanguagePrimitives.ConvertTo<string[]>(value);

    private string Text(string key) => _values[key] as string ?? throw new InvalidDataException($"The manifest has no {key}.");

    private string DataText(string key) => Data[key] as string ?? throw new InvalidDataException($"The manifest has no {key}.");
}
