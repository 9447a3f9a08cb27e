using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Scripts test the ids of errors: behaviour.md §3 and the table of errors.</summary>
public sealed class ErrorTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("missing.csv", "SourceNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("*.nothing", "SourceNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData(".", "SourceNotAFile", ErrorCategory.InvalidArgument)]
    [InlineData("Env:PATH", "SourceNotAFile", ErrorCategory.InvalidArgument)]
    [InlineData("nodrive:/users.csv", "SourceNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("users\0.csv", "SourceNotFound", ErrorCategory.ObjectNotFound)]
    public void A_path_that_is_no_file_is_an_error_of_its_own(string path, string id, ErrorCategory category)
    {
        var result = _session.Run($"Invoke-HrisSync '{path}' -Configuration hris.json");

        var error = Assert.Single(result.Errors);
        Assert.Equal(id + ",HrisConnector.Cmdlets.InvokeHrisSyncCommand", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.NotNull(error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("", "FileEmpty", "File is empty")]
    [InlineData("\n\n", "FileEmpty", "File is empty")]
    [InlineData(UsersFile.Header + "\n", "FileContainsNoData", "File contains no data")]
    [InlineData("firstName,lastName,status\nAda,Lovelace,Active\n", "RequiredFieldsMissing", "Required fields are missing from the CSV header: uniqueId, email")]
    [InlineData(
        "uniqueId,email,EMAIL,firstName,lastName,lastName,status\n1,a@b.c,a@b.c,A,B,B,Active\n",
        "DuplicateHeaders",
        "The following fields are mentioned more than once in the file headers: email, lastName")]
    public void A_file_that_cannot_be_processed_says_why(string text, string id, string message)
    {
        _session.Folder.Write("users.csv", text);

        var result = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        var error = Assert.Single(result.Errors);
        Assert.Equal(id, ScriptResult.Id(error));
        Assert.Equal(message, error.ToString());
        Assert.Equal(ErrorCategory.InvalidData, error.CategoryInfo.Category);
        Assert.Equal("Error", result.Output.Single().Text("Status"));
    }

    [Fact]
    public void A_file_in_another_encoding_says_so()
    {
        File.WriteAllText(_session.Folder.File("users.csv"), UsersFile.Of(UsersFile.User("E1")), Encoding.Unicode);

        var result = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        Assert.Equal(["FileEncodingNotSupported"], result.ErrorIds);
        Assert.Equal("File encoding is not supported for users.csv, please make sure the file is encoded using UTF-8", result.Errors[0].ToString());
    }

    [Theory]
    [InlineData("Invoke-HrisSync users.csv")]
    [InlineData("Test-HrisCsv users.csv")]
    [InlineData("Get-HrisSync")]
    [InlineData("Get-HrisUser")]
    [InlineData("Undo-HrisSync 1")]
    [InlineData("Export-HrisSyncLog -Id 1 -DestinationPath logs.zip")]
    public void A_missing_configuration_ends_the_command(string command)
    {
        var error = _session.Fail(command + " -Configuration missing.json");

        Assert.Equal("ConfigurationNotFound", ScriptResult.Id(error));
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_faulty_configuration_ends_the_command_before_any_file()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Folder.Write("bad.json", """{ "conector": "test" }""");

        var error = _session.Fail("'users.csv' | Invoke-HrisSync -Configuration bad.json");

        Assert.Equal("ConfigurationInvalid", ScriptResult.Id(error));
        Assert.Contains("conector", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_with_a_fault_is_said_to_be_one()
    {
        Assert.Equal("RuntimeException", ScriptResult.Id(_session.Fail("Get-HrisUser -Email 'a[' -Configuration hris.json")));
    }

    [Fact]
    public void Without_a_path_and_without_a_source_the_command_ends()
    {
        var error = _session.Fail("Invoke-HrisSync -Configuration hris.json");

        Assert.Equal("SourceNotConfigured", ScriptResult.Id(error));
    }

    [Fact]
    public void With_ErrorAction_Stop_a_failed_file_ends_the_script()
    {
        _session.Folder.Write("users.csv", "");

        var result = _session.Run("Invoke-HrisSync users.csv -Configuration hris.json -ErrorAction Stop; 'not reached'");

        Assert.Equal("FileEmpty", ScriptResult.Id(result.Terminating!));
        Assert.DoesNotContain(result.Output, value => value.BaseObject is "not reached");
    }
}
