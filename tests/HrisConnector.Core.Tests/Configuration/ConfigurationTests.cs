using System.IO;
using System.Linq;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Configuration;

/// <summary>configuration.md: comments, every fault with its property and line, relative paths.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_allowed()
    {
        var configuration = Load("\uFEFF// a comment\n{ /* another */ \"connector\": \"hr-main\", \"protectedUsers\": [\"E1\", ], }\n// the end\n");

        Assert.Equal("hr-main", configuration.Connector);
        Assert.Equal(["E1"], configuration.ProtectedUsers);
    }

    [Fact]
    public void Everything_has_a_default()
    {
        var configuration = Load("{}");

        Assert.Equal("default", configuration.Connector);
        Assert.Equal("hris-360learning.*", configuration.Source.FileName);
        Assert.Equal(AfterSync.Leave, configuration.Source.AfterSync);
        Assert.Equal(["uniqueId", "email", "firstName", "lastName", "status", "title", "organization", "language", "managerId", "phone", "username"], configuration.Columns);
        Assert.Equal((false, false, true, false), (configuration.KeepBlankCells, configuration.ArchiveMissingUsers, configuration.LinkByEmail, configuration.SharedEmails));
        Assert.Equal(new LimitsConfiguration(new(10, 10), null, null, new(50, null)), configuration.Limits);
        Assert.Equal(LimitsConfiguration.Default, configuration.Limits);
    }

    [Fact]
    public void Every_fault_is_listed_with_its_property_and_line()
    {
        var faults = Faults("""
            {
              "connector": "../x",
              "colour": "red",
              "source": { "folder": 5, "afterSync": "burn",
                          "fileName": "drop/*.csv", "size": 1 },
              "csv": { "delimiter": "#" },
              "columns": { "email": "  ",
                           "title": "LASTNAME" },
              "statusValues": { "active": ["Yes"], "inactive": ["no", "yes"] },
              "customFields": [ { "column": "x", "type": "number" },
                                "y" ],
              "blankCells": true,
              "perimeter": [ { "field": "country", "operator": "matches", "value": "(" } ],
              "linkByEmail": "yes",
              "limits": { "archived": { "percent": 101 }, "updated": {} },
              "protectedUsers": "E1",
              "logs": { "retentionDays": 0.5 }
            }
            """);

        (int Line, string Name)[] expected =
        [
            (2, "connector"), (3, "colour"), (4, "source.folder"), (4, "source.afterSync"), (5, "source.fileName"), (5, "source.size"), (6, "csv.delimiter"), (7, "columns.email"),
            (8, "columns.title"), (9, "statusValues.inactive"), (10, "customFields[0].name"), (10, "customFields[0].type"), (11, "customFields[1]"), (12, "blankCells"),
            (13, "perimeter[0].value"), (14, "linkByEmail"), (15, "limits.archived.percent"), (15, "limits.updated"), (16, "protectedUsers"), (17, "logs.retentionDays"),
        ];
        foreach (var (line, name) in expected)
            Assert.True(faults.Any(fault => fault.Line == line && fault.Message.Contains($"'{name}'", System.StringComparison.Ordinal)), $"line {line}: {name}, but: {string.Join(" | ", faults.Select(f => f.ToString()))}");
        Assert.True(faults.Length == expected.Length, string.Join(" | ", faults.Select(fault => fault.ToString())));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a\\\\b")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("C:")]
    [InlineData("hr\\n")]
    [InlineData("hr ")]
    [InlineData("hr\\u0000")]
    [InlineData("héros")]
    public void A_connector_name_never_leaves_its_folder(string name) => Assert.Contains("'connector'", Assert.Single(Faults($$"""{ "connector": "{{name}}" }""")).Message, System.StringComparison.Ordinal);

    [Fact]
    public void Relative_paths_are_relative_to_the_configuration_file()
    {
        var folder = Directory.CreateTempSubdirectory("hris-test-").FullName;
        try
        {
            var path = Path.Combine(folder, "hris.json");
            File.WriteAllText(path, """{ "dataPath": "data", "source": { "folder": "../drop", "afterSync": "archive", "archivePath": "archive" } }""");

            var configuration = ConnectorConfiguration.Load(path);

            Assert.Equal(Path.Combine(folder, "data"), configuration.DataPath);
            Assert.Equal(Path.Combine(Path.GetDirectoryName(folder)!, "drop"), configuration.Source.Folder);
            Assert.Equal(Path.Combine(folder, "archive"), configuration.Source.ArchivePath);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("{\n \"connector\": hr\n}")]
    public void What_is_no_configuration_is_invalid_and_no_stack_trace(string json) => Assert.Equal(HrisErrors.ConfigurationInvalid, Assert.Throws<HrisException>(() => Load(json)).Error);

    [Fact]
    public void A_configuration_that_is_not_utf8_is_invalid_and_no_stack_trace()
    {
        Assert.Equal(HrisErrors.ConfigurationInvalid, Assert.Throws<HrisException>(() => Load(Encoding.Latin1.GetBytes("{ \"protectedUsers\": [\"Zoé\"] }"))).Error);
        Assert.Equal(HrisErrors.ConfigurationInvalid, Assert.Throws<HrisException>(() => Load(Encoding.Unicode.GetBytes("{}"))).Error);
        Assert.Equal(HrisErrors.ConfigurationInvalid, Assert.Throws<HrisException>(() => Load("""{ "protectedUsers": ["\ud800"] }""")).Error);
    }

    [Fact]
    public void The_message_lists_the_faults_by_line()
    {
        var error = Assert.Throws<HrisException>(() => Load("{\n \"b\": 1,\n \"connector\": 2\n}"));

        Assert.Equal(HrisErrors.ConfigurationInvalid, error.Error);
        Assert.Matches("(?s)line 2: 'b'.*line 3: 'connector'", error.Message);
    }

    [Fact]
    public void A_missing_configuration_file_is_not_found() =>
        Assert.Equal(HrisErrors.ConfigurationNotFound, Assert.Throws<HrisException>(() => ConnectorConfiguration.Load(Path.Combine(Path.GetTempPath(), "no-such-hris.json"))).Error);

    private static ConfigurationFault[] Faults(string json)
    {
        var faults = new System.Collections.Generic.List<ConfigurationFault>();
        ConfigurationReader.Read(Encoding.UTF8.GetBytes(json), Path.GetTempPath(), faults);
        return [.. faults];
    }

    private static ConnectorConfiguration Load(string json) => Load(Encoding.UTF8.GetBytes(json));

    private static ConnectorConfiguration Load(byte[] json)
    {
        using var file = new TemporaryFile(json);
        return ConnectorConfiguration.Load(file.Path);
    }
}
