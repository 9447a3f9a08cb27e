using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>What a script and a person find in an error record: the table of errors, as the cmdlets show it.</summary>
public sealed class ErrorRecordTests : IDisposable
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Invoke-HrisSync", "Invoke-HrisSync -Configuration hris.json", "SourceNotConfigured", ErrorCategory.InvalidArgument)]
    [InlineData("Invoke-HrisSync", "Invoke-HrisSync empty.csv -Configuration hris.json", "FileEmpty", ErrorCategory.InvalidData)]
    [InlineData("Invoke-HrisSync", "Invoke-HrisSync fewer.csv -Configuration limits.json", "SafetyThresholdExceeded", ErrorCategory.LimitsExceeded)]
    [InlineData("Test-HrisCsv", "Test-HrisCsv missing.csv", "SourceNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Test-HrisCsv", "Test-HrisCsv users.csv -Configuration faulty.json", "ConfigurationInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("Get-HrisSync", "Get-HrisSync -Id 99 -Configuration hris.json", "RunNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-HrisSync", "Get-HrisSync -Configuration damaged.json", "StoreDamaged", ErrorCategory.InvalidData)]
    [InlineData("Get-HrisUser", "Get-HrisUser -Configuration missing.json", "ConfigurationNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Undo-HrisSync", "Undo-HrisSync 99 -Configuration hris.json", "RunNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Export-HrisSyncLog", "Get-HrisSync -Configuration hris.json | Export-HrisSyncLog -DestinationPath users.csv", "ExportExists", ErrorCategory.ResourceExists)]
    [InlineData("Export-HrisSyncLog", "Invoke-HrisSync users.csv -Configuration hris.json -WhatIf | Export-HrisSyncLog -DestinationPath logs.zip", "LogNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Protect-HrisCsv", "Protect-HrisCsv users.csv -PublicKeyPath users.csv", "KeyUnusable", ErrorCategory.InvalidArgument)]
    [InlineData("Protect-HrisCsv", "Protect-HrisCsv users.csv -PublicKeyPath users.csv, fewer.csv", "KeyUnusable", ErrorCategory.InvalidArgument)]
    [InlineData("Test-HrisGroupRule", "Test-HrisGroupRule users.csv", "GroupRulesInvalid", ErrorCategory.InvalidData)]
    [InlineData("Test-HrisGroupRule", "Test-HrisGroupRule missing.csv", "GroupRulesUnreadable", ErrorCategory.ReadError)]
    [InlineData("Get-HrisHostKey", "Get-HrisHostKey 127.0.0.1 -Port 1", "SftpConnectionFailed", ErrorCategory.ConnectionError)]
    public void An_error_has_id_and_cmdlet_category_target_and_recommended_action(string cmdlet, string command, string id, ErrorCategory category)
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), UsersFile.User("E2"), UsersFile.User("E3")));
        _session.Folder.Write("fewer.csv", UsersFile.Of(UsersFile.User("E4")));
        _session.Folder.Write("empty.csv", "");
        _session.Folder.Write("limits.json", """{ "connector": "test", "dataPath": "data", "limits": { "created": { "count": 0 } } }""");
        _session.Folder.Write("faulty.json", """{ "conector": "test" }""");
        _session.Folder.Write("damaged.json", """{ "connector": "damaged", "dataPath": "data" }""");
        Directory.CreateDirectory(_session.Folder.File("data/damaged"));
        _session.Folder.Write("data/damaged/store.db", new string('x', 8192));
        _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        var result = _session.Run($"try {{ $null = {command} }} catch {{ throw }}");

        var error = result.Terminating ?? result.Errors[0];
        Assert.Equal($"{id},HrisConnector.Cmdlets.{cmdlet.Replace("-", "", StringComparison.Ordinal)}Command", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.NotNull(error.TargetObject);
        Assert.NotEmpty(error.TargetObject.ToString()!);
        Assert.Equal(Hint(id), error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Every_error_of_the_table_becomes_a_record_with_all_of_its_parts()
    {
        // Only the loaded module knows its own types: they live in a context of their own.
        _session.Run("Test-HrisCsv missing.csv -Configuration hris.json");
        var records = Loaded("HrisConnector.Cmdlets").GetType("HrisConnector.Cmdlets.Errors.ErrorRecords")!.GetMethod("From", Any)!;

        Assert.All(Table(), error =>
        {
            var failure = Activator.CreateInstance(Loaded("HrisConnector.Core").GetType("HrisConnector.Core.Errors.HrisException")!, error, "What happened.", "users.csv", null);
            var record = (ErrorRecord)records.Invoke(null, [failure, null])!;
            Assert.Equal(Part(error, "Id"), record.FullyQualifiedErrorId);
            Assert.Equal(Part(error, "Category"), record.CategoryInfo.Category.ToString());
            Assert.Equal(Part(error, "Hint"), record.ErrorDetails.RecommendedAction);
            Assert.Equal("What happened.", record.ToString());
            Assert.Equal("users.csv", record.TargetObject);
        });
    }

    [Fact]
    public async Task The_page_of_the_errors_is_the_table()
    {
        using var tool = Process.Start(new ProcessStartInfo("dotnet", [Built.HelpTool, "errors"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var made = await tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);

        var page = await File.ReadAllTextAsync(Path.Combine(Built.Docs, "errors.md"), TestContext.Current.CancellationToken);

        // When it differs: dotnet run --project src/HrisConnector.Help -- errors docs/errors.md
        Assert.Equal(made.ReplaceLineEndings("\n"), page.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void No_stream_of_the_other_commands_holds_personal_data_either()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1", "Plantedfirst", "Plantedlast", "planted.mail@example.org"), UsersFile.User("E2", "Plantedfirst")));
        _session.Folder.Write("changed.csv", UsersFile.Of(UsersFile.User("E1", "Plantedother", "Plantedlast", "planted.mail@example.org"), UsersFile.User("E2", "Plantedfirst", email: "planted.mail@example.org")));
        _session.Folder.Write("rules.csv", "Rule,Group,Field,Operator,Value\nA,Company,email,equals,planted.mail@example.org\nB,Company,firstName,matches,[x\n");

        var result = _session.Run("""
            Invoke-HrisSync users.csv, changed.csv -Configuration hris.json -Verbose -Debug
            Undo-HrisSync 1 -Configuration hris.json -Verbose -Debug
            Undo-HrisSync 1 -Configuration hris.json -Verbose -Debug -Force
            Undo-HrisSync 2 -Configuration hris.json -Verbose -Debug -WhatIf
            Test-HrisGroupRule rules.csv -CsvPath users.csv -Configuration hris.json -Verbose -Debug
            Protect-HrisCsv users.csv -PublicKeyPath users.csv -Verbose -Debug -ErrorAction SilentlyContinue
            Get-HrisSync -Configuration hris.json | Export-HrisSyncLog -DestinationPath logs.zip -Verbose -Debug
            Test-HrisConfiguration hris.json -Verbose -Debug
            """);

        Assert.NotEmpty(result.Errors);
        Assert.NotEmpty(result.Verbose);
        PersonalData.IsNotIn(result, "planted.mail", "Plantedfirst", "Plantedlast", "Plantedother");
    }

    private string Hint(string id) => Part(Table().Single(error => Part(error, "Id") == id), "Hint");

    private static string Part(object error, string name) => error.GetType().GetProperty(name)!.GetValue(error)!.ToString()!;

    private IEnumerable<object> Table()
    {
        _session.Run("Test-HrisCsv missing.csv -Configuration hris.json");
        return Loaded("HrisConnector.Core").GetType("HrisConnector.Core.Errors.HrisErrors")!.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)!);
    }

    private static Assembly Loaded(string name) => AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == name);
}
