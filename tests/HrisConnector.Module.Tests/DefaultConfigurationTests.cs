using System;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>The configuration named once for a session, as about_HrisConnector advises, and the configurations that cannot be had.</summary>
public sealed class DefaultConfigurationTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public DefaultConfigurationTests()
    {
        _session.Folder.Write("two.json", """{ "connector": "two", "dataPath": "data" }""");
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        _session.Run("$global:PSDefaultParameterValues = @{ '*-Hris*:Configuration' = 'hris.json' }");
        _session.Run("Invoke-HrisSync users.csv");
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-HrisSync | Export-HrisSyncLog -DestinationPath logs.zip")]
    [InlineData("Export-HrisSyncLog -InputObject (Get-HrisSync) -DestinationPath logs.zip")]
    [InlineData("Export-HrisSyncLog -Id 1 -DestinationPath logs.zip")]
    [InlineData("$run = Get-HrisSync; $run, $run, $run | Export-HrisSyncLog -DestinationPath logs.zip")]
    public void Logs_are_exported_each_run_once(string command)
    {
        var result = _session.Run(command);

        Assert.Empty(result.Errors);
        using var zip = ZipFile.OpenRead(_session.Folder.File("logs.zip"));
        Assert.Equal([".csv", ".json"], zip.Entries.Select(entry => System.IO.Path.GetExtension(entry.Name)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Test-HrisConfiguration", "'test'")]
    [InlineData("Test-HrisConfiguration -Configuration two.json", "'two'")]
    [InlineData("Test-HrisConfiguration two.json", "'two'")]
    [InlineData("'two.json' | Test-HrisConfiguration", "'two'")]
    [InlineData("[pscustomobject]@{ FullName = 'two.json' } | Test-HrisConfiguration", "'two'")]
    public void A_configuration_is_tried(string command, string connector)
    {
        var result = _session.Run(command);

        Assert.Empty(result.Errors);
        Assert.Contains(connector, result.Output[0].Text("Message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-HrisSync -Configuration nodrive:/hris.json")]
    [InlineData("Invoke-HrisSync users.csv -Configuration Env:hris")]
    [InlineData("Export-HrisSyncLog -Id 1 -DestinationPath logs.zip -Configuration nodrive:/hris.json")]
    public void A_configuration_on_no_drive_for_files_is_a_configuration_that_is_not_found(string command)
    {
        var failure = _session.Fail(command);

        Assert.StartsWith("ConfigurationNotFound", ScriptResult.Id(failure), StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, failure.CategoryInfo.Category);
    }
}
