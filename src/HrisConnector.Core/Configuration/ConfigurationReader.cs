using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using HrisConnector.Core.Conditions;

namespace HrisConnector.Core.Configuration;

/// <summary>Turns a configuration file into a <see cref="ConnectorConfiguration"/> and lists every fault with its line.</summary>
internal static class ConfigurationReader
{
    private static readonly Regex ConnectorName = new(@"^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?\z", RegexOptions.CultureInvariant);
    private static readonly Regex DeviceName = new(@"^(?:CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(?:\.|\z)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    private static readonly Dictionary<string, char> Delimiters = new() { ["auto"] = '\0', [","] = ',', [";"] = ';', ["\t"] = '\t', ["|"] = '|' };
    private static readonly Dictionary<string, bool> BlankCells = new() { ["clear"] = false, ["keep"] = true };
    private static readonly Dictionary<string, bool> MissingUsers = new() { ["ignore"] = false, ["archive"] = true };
    private static readonly Dictionary<string, CustomFieldType> FieldTypes = new() { ["string"] = CustomFieldType.Text, ["date"] = CustomFieldType.Date };

    /// <summary>Reads a document.</summary>
    /// <param name="json">Its bytes.</param>
    /// <param name="folder">The folder that relative paths are relative to.</param>
    /// <param name="faults">Receives the faults.</param>
    /// <returns>The configuration; only to be used when there is no fault. Null when it is no JSON object.</returns>
    public static ConnectorConfiguration? Read(byte[] json, string folder, List<ConfigurationFault> faults)
    {
        JsonElementWithLine document;
        try
        {
            document = JsonElementWithLine.Parse(json);
        }
        catch (JsonException e)
        {
            faults.Add(new((int)(e.LineNumber ?? 0) + 1, "this is not valid JSON"));
            return null;
        }

        if (document.Kind != JsonValueKind.Object)
        {
            faults.Add(new(document.Line, "the configuration must be an object"));
            return null;
        }

        return Read(new JsonSection(document, "", folder, faults));
    }

    private static ConnectorConfiguration Read(JsonSection root)
    {
        root.Take("$schema");
        var defaults = new ConnectorConfiguration();
        var delimiter = ReadDelimiter(root);
        var words = root.Section("statusValues");
        var active = words?.Texts("active") ?? defaults.ActiveWords;
        var inactive = words?.Texts("inactive") ?? defaults.InactiveWords;
        if (active.Count == 0)
            words!.Fault("active", "must hold at least one word");
        if (inactive.Count == 0)
            words!.Fault("inactive", "must hold at least one word");
        if (active.Intersect(inactive, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } both)
            words!.Fault("inactive", $"holds '{both}', which is an active word as well");
        words?.RefuseUnknown();

        var (directoryGroups, isPlatform, platform) = DirectoryReader.Read(root);
        var configuration = new ConnectorConfiguration
        {
            Connector = ReadConnectorName(root) ?? defaults.Connector,
            DataPath = root.Path("dataPath") ?? defaults.DataPath,
            Source = SourceReader.Read(root),
            Encryption = EncryptionReader.Read(root),
            Notices = NoticesReader.Read(root),
            Delimiter = delimiter,
            Columns = ReadColumns(root),
            ActiveWords = active,
            InactiveWords = inactive,
            CustomFields = ReadCustomFields(root),
            KeepBlankCells = root.Choice("blankCells", BlankCells) ?? defaults.KeepBlankCells,
            Perimeter = ReadPerimeter(root),
            ArchiveMissingUsers = root.Choice("missingUsers", MissingUsers) ?? defaults.ArchiveMissingUsers,
            ProtectedUsers = root.Texts("protectedUsers") ?? defaults.ProtectedUsers,
            LinkByEmail = root.Flag("linkByEmail") ?? defaults.LinkByEmail,
            SharedEmails = root.Flag("sharedEmails") ?? defaults.SharedEmails,
            Limits = ReadLimits(root),
            LogRetentionDays = ReadLogs(root),
            DirectoryGroups = directoryGroups,
            Platform = platform,
            Groups = GroupsReader.ReadGroups(root, directoryGroups, isPlatform),
        };
        root.RefuseUnknown();
        return configuration;
    }

    // The name becomes a folder: nothing that could leave its parent or that a file system refuses.
    private static string? ReadConnectorName(JsonSection root)
    {
        var name = root.Text("connector");
        if (name is null || (ConnectorName.IsMatch(name) && !DeviceName.IsMatch(name)))
            return name;
        root.Fault("connector", "must be 1 to 64 letters, digits, dots, hyphens or underscores, begin with a letter or digit, not end with a dot and be no device name of Windows");
        return null;
    }

    private static char? ReadDelimiter(JsonSection root)
    {
        var csv = root.Section("csv");
        var delimiter = csv?.Choice("delimiter", Delimiters);
        csv?.RefuseUnknown();
        return delimiter is null or '\0' ? null : delimiter;
    }

    private static string[] ReadColumns(JsonSection root)
    {
        var columns = ConnectorConfiguration.DefaultColumns.ToArray();
        var section = root.Section("columns");
        if (section is null)
            return columns;
        for (var i = 0; i < columns.Length; i++)
            columns[i] = section.Text(UserFields.Name((UserField)i))?.Trim() ?? columns[i];
        foreach (var group in columns.Select((column, field) => (column, field)).GroupBy(pair => pair.column, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            section.Fault(UserFields.Name((UserField)group.Last().field), $"names the column '{group.Key}', which another field has already");
        section.RefuseUnknown();
        return columns;
    }

    private static List<CustomFieldConfiguration> ReadCustomFields(JsonSection root)
    {
        var fields = new List<CustomFieldConfiguration>();
        foreach (var section in root.Sections("customFields"))
        {
            var column = section.Text("column", required: true)?.Trim();
            var name = section.Text("name", required: true)?.Trim();
            var type = section.Choice("type", FieldTypes) ?? CustomFieldType.Text;
            var field = new CustomFieldConfiguration(column ?? "", name ?? "", type, section.Texts("authorizedValues") ?? [], section.Texts("formats") ?? []);
            if (type == CustomFieldType.Text && field.Formats.Count > 0)
                section.Fault("formats", "is for dates only");
            if (fields.Any(other => string.Equals(other.Name, field.Name, StringComparison.OrdinalIgnoreCase)))
                section.Fault("name", $"repeats the custom field '{field.Name}'");
            section.RefuseUnknown();
            fields.Add(field);
        }

        return fields;
    }

    private static List<ConditionConfiguration> ReadPerimeter(JsonSection root)
    {
        var conditions = new List<ConditionConfiguration>();
        foreach (var section in root.Sections("perimeter"))
        {
            var field = section.Text("field", required: true) ?? "";
            var comparison = section.Choice("operator", ConditionOperators.ByName);
            if (comparison is null && section.Take("operator") is null)
                section.Fault("operator", "is missing");
            var condition = new ConditionConfiguration(field.Trim(), comparison ?? ConditionOperator.Equals, section.Text("value") ?? "");
            if (Condition.FaultOf(condition) is { } fault)
                section.Fault("value", fault);
            section.RefuseUnknown();
            conditions.Add(condition);
        }

        return conditions;
    }

    private static LimitsConfiguration ReadLimits(JsonSection root)
    {
        var defaults = LimitsConfiguration.Default;
        var section = root.Section("limits");
        if (section is null)
            return root.IsNull("limits") ? new(null, null, null, null) : defaults;
        var limits = new LimitsConfiguration(
            ReadLimit(section, "archived", defaults.Archived),
            ReadLimit(section, "updated", defaults.Updated),
            ReadLimit(section, "created", defaults.Created),
            ReadLimit(section, "shrink", defaults.Shrink));
        section.RefuseUnknown();
        return limits;
    }

    private static LimitConfiguration? ReadLimit(JsonSection limits, string property, LimitConfiguration? standard)
    {
        var section = limits.Section(property);
        if (section is null)
            return limits.IsNull(property) ? null : standard;
        var limit = new LimitConfiguration(section.Number("percent", 0, 100, whole: false), (long?)section.Number("count", 0, 1e12, whole: true));
        if (section.Take("percent") is null && section.Take("count") is null)
            limits.Fault(property, "must have a percent, a count or both");
        section.RefuseUnknown();
        return limit;
    }

    private static int? ReadLogs(JsonSection root)
    {
        var logs = root.Section("logs");
        var days = logs?.Number("retentionDays", 1, 36500, whole: true);
        logs?.RefuseUnknown();
        return (int?)days;
    }
}
