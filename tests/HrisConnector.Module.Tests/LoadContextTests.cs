using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

public sealed class LoadContextTests
{
    [Fact]
    public void Everything_works_in_an_engine_that_holds_other_versions_of_the_packages()
    {
        Assert.StartsWith("33.", OtherVersions.CsvHelper, StringComparison.Ordinal);
        Assert.StartsWith("9.", OtherVersions.Sqlite, StringComparison.Ordinal);
        using var session = new ModuleSession();
        session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1"), UsersFile.User("E2")));

        var result = session.Run("""
            Test-HrisCsv users.csv -Quiet -Configuration hris.json
            Invoke-HrisSync users.csv -Configuration hris.json | Export-HrisSyncLog -DestinationPath logs.zip
            @(Get-HrisSync -Configuration hris.json).Count
            @(Get-HrisUser -Configuration hris.json).Count
            """);

        Assert.Empty(result.Errors);
        Assert.Null(result.Terminating);
        Assert.Equal(true, result.Output[0].BaseObject);
        Assert.True(((FileInfo)result.Output[1].BaseObject).Length > 0);
        Assert.Equal([1, 2], result.Output.Skip(2).Select(value => value.BaseObject));
    }

    [Theory]
    [InlineData("CsvHelper", "34.")]
    [InlineData("Microsoft.Data.Sqlite", "10.")]
    public void The_module_uses_its_own_version_of_a_package_in_its_own_context(string package, string version)
    {
        using var session = new ModuleSession();
        session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        session.Run("Invoke-HrisSync users.csv -Configuration hris.json");

        var loaded = Loaded(package).ToList();

        Assert.Equal(2, loaded.Count);
        Assert.StartsWith(version, Version(loaded, "HrisConnector"), StringComparison.Ordinal);
        Assert.DoesNotContain(version, Version(loaded, "Default")[..version.Length], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HrisConnector.Core", "HrisConnector")]
    [InlineData("HrisConnector.Cmdlets", "Default")]
    [InlineData("HrisConnector.Abstractions", "Default")]
    public void Each_assembly_of_the_module_is_loaded_once_and_where_it_belongs(string assembly, string context)
    {
        using var session = new ModuleSession();
        session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1")));
        session.Run("Test-HrisCsv users.csv; Import-Module $manifest -Force; Test-HrisCsv users.csv");

        Assert.Equal(context, AssemblyLoadContext.GetLoadContext(Assert.Single(Loaded(assembly)))!.Name);
    }

    [Fact]
    public void The_module_brings_no_assembly_of_PowerShell()
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(Built.Manifest)!, "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName);

        Assert.DoesNotContain(files, file => file!.Contains("Automation", StringComparison.OrdinalIgnoreCase));
    }

    private static string Version(System.Collections.Generic.IEnumerable<Assembly> assemblies, string context) =>
        assemblies.Single(assembly => AssemblyLoadContext.GetLoadContext(assembly)!.Name == context).GetName().Version!.ToString();

    private static System.Collections.Generic.IEnumerable<Assembly> Loaded(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name == name);
}
