using System.Linq;
using System.Management.Automation;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

public sealed class ImportTests
{
    private static readonly string[] Cmdlets = ["Export-HrisReport", "Export-HrisSyncLog", "Get-HrisHostKey", "Get-HrisSync", "Get-HrisUser", "Invoke-HrisSync", "Protect-HrisCsv", "Test-HrisConfiguration", "Test-HrisCsv", "Test-HrisGroupRule", "Undo-HrisSync"];

    [Fact]
    public void The_module_exports_its_cmdlets_and_nothing_else()
    {
        using var session = new ModuleSession();

        var names = session.Run("Get-Command -Module HrisConnector").Output.Select(command => command.Text("Name"));

        Assert.Equal(Cmdlets, names.Order());
    }

    [Fact]
    public void Importing_again_with_Force_keeps_every_cmdlet_working()
    {
        using var session = new ModuleSession();
        session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        var result = session.Run("""
            Import-Module $manifest -Force
            Import-Module $manifest -Force
            Test-HrisCsv users.csv -Quiet
            Get-Command -Module HrisConnector
            """);

        Assert.Empty(result.Errors);
        Assert.Equal(true, result.Output[0].BaseObject);
        Assert.Equal(Cmdlets.Length, result.Output.Count - 1);
    }

    [Fact]
    public void Removing_and_importing_again_works_in_the_same_session()
    {
        using var session = new ModuleSession();
        session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        var result = session.Run("""
            Test-HrisCsv users.csv -Quiet
            Remove-Module HrisConnector
            @(Get-Command -Module HrisConnector).Count
            Import-Module $manifest
            Test-HrisCsv users.csv -Quiet
            """);

        Assert.Equal([true, 0, true], result.Output.Select(value => value.BaseObject));
    }

    [Fact]
    public void Removing_it_in_one_runspace_leaves_it_to_another()
    {
        using var first = new ModuleSession();
        using var second = new ModuleSession();
        second.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        first.Run("Remove-Module HrisConnector");

        Assert.Equal(true, second.Run("Test-HrisCsv users.csv -Quiet").Output.Single().BaseObject);
    }

    [Theory]
    [InlineData("HrisSync")]
    [InlineData("HrisSyncStatus")]
    [InlineData("HrisCsvReport")]
    [InlineData("HrisCsvIssue")]
    [InlineData("HrisUser")]
    [InlineData("HrisGroupRuleReport")]
    [InlineData("HrisHostKey")]
    public void A_script_can_name_the_result_types(string name)
    {
        using var session = new ModuleSession();

        var result = session.Run($"[HrisConnector.{name}].FullName");

        Assert.Equal("HrisConnector." + name, result.Output.Single().BaseObject);
    }

    [Fact]
    public void A_result_is_of_the_type_that_a_script_names()
    {
        using var session = new ModuleSession();
        session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));

        var result = session.Run("(Invoke-HrisSync users.csv -Configuration hris.json) -is [HrisConnector.HrisSync]");

        Assert.Equal(true, result.Output.Single().BaseObject);
    }

    [Theory]
    [InlineData("Invoke-HrisSync", "LiteralPath,Path", "HrisConnector.HrisSync")]
    [InlineData("Get-HrisSync", "Filter,Id", "HrisConnector.HrisSync")]
    [InlineData("Export-HrisSyncLog", "Id,InputObject", "System.IO.FileInfo")]
    [InlineData("Export-HrisReport", "__AllParameterSets", "System.IO.FileInfo")]
    [InlineData("Protect-HrisCsv", "LiteralPath,Path", "System.IO.FileInfo")]
    [InlineData("Test-HrisCsv", "LiteralPath,Path", "HrisConnector.HrisCsvReport,System.Boolean")]
    [InlineData("Get-HrisUser", "__AllParameterSets", "HrisConnector.HrisUser")]
    [InlineData("Test-HrisGroupRule", "__AllParameterSets", "HrisConnector.HrisGroupRuleReport")]
    [InlineData("Test-HrisConfiguration", "__AllParameterSets", "HrisConnector.HrisConfigurationCheck")]
    [InlineData("Get-HrisHostKey", "__AllParameterSets", "HrisConnector.HrisHostKey")]
    [InlineData("Undo-HrisSync", "__AllParameterSets", "HrisConnector.HrisSync")]
    public void A_cmdlet_says_its_parameter_sets_and_its_output(string name, string sets, string output)
    {
        using var session = new ModuleSession();

        var command = (CmdletInfo)session.Run($"Get-Command {name}").Output.Single().BaseObject;

        Assert.Equal(sets, string.Join(',', command.ParameterSets.Select(set => set.Name).Order()));
        Assert.Equal(output, string.Join(',', command.OutputType.Select(type => type.Name).Order()));
    }

    [Theory]
    [InlineData("Invoke-HrisSync", "Path,LiteralPath,Configuration,Credential,KeyPassphrase,Full,Force,LogPath,WaitSeconds,WhatIf,Confirm")]
    [InlineData("Get-HrisSync", "Id,Status,Last,After,Before,Configuration")]
    [InlineData("Export-HrisSyncLog", "InputObject,Id,DestinationPath,Configuration,Force,Exact,WhatIf,Confirm")]
    [InlineData("Export-HrisReport", "Path,Last,Anonymous,Configuration,Force,WhatIf,Confirm")]
    [InlineData("Protect-HrisCsv", "Path,LiteralPath,PublicKeyPath,DestinationPath,Force,WhatIf,Confirm")]
    [InlineData("Test-HrisCsv", "Path,LiteralPath,Configuration,Credential,KeyPassphrase,Quiet,Column")]
    [InlineData("Get-HrisUser", "UniqueId,Email,Archived,Configuration")]
    [InlineData("Test-HrisGroupRule", "Path,CsvPath,Configuration")]
    [InlineData("Test-HrisConfiguration", "Path,Configuration,Credential,KeyPassphrase")]
    [InlineData("Get-HrisHostKey", "HostName,Port")]
    [InlineData("Undo-HrisSync", "Id,ConnectorName,Configuration,Force,WhatIf,Confirm")]
    public void A_cmdlet_has_the_parameters_of_its_page(string name, string parameters)
    {
        using var session = new ModuleSession();

        var command = (CmdletInfo)session.Run($"Get-Command {name}").Output.Single().BaseObject;

        var own = command.Parameters.Keys.Except(Cmdlet.CommonParameters);
        Assert.Equal(parameters.Split(',').Order(), own.Order());
    }
}
