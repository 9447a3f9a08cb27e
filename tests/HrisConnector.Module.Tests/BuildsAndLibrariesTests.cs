using System;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using HrisConnector.Tests.Shared.Mail;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>The night on the server with each build of the module, and beside other versions of its libraries.</summary>
public sealed class BuildsAndLibrariesTests(HrDepartment hr) : IDisposable
{
    private readonly Night _night = new(hr);
    private readonly SmtpServer _mail = new();

    public void Dispose()
    {
        _night.Dispose();
        _mail.Dispose();
    }

    [Fact]
    public void The_module_uses_its_own_libraries_beside_others_of_the_session()
    {
        Assert.StartsWith("2024.", OtherVersions.Ssh, StringComparison.Ordinal);
        Assert.StartsWith("4.", OtherVersions.Mail, StringComparison.Ordinal);
        _night.Configure(configuration => configuration["notices"] = Night.Notices(_mail, "success"));
        _night.Upload(_night.Plain);

        var result = _night.Sync();

        Assert.Empty(result.Errors);
        Assert.Single(_mail.Mails);
        Assert.All(["Renci.SshNet", "BouncyCastle.Cryptography", "MailKit", "MimeKit"], name => Assert.Contains("HrisConnector", ContextsOf(name)));
        Assert.All(["Renci.SshNet", "MailKit"], name => Assert.Contains("Default", ContextsOf(name)));
        var own = AppDomain.CurrentDomain.GetAssemblies().Single(assembly =>
            assembly.GetName().Name == "Renci.SshNet" && AssemblyLoadContext.GetLoadContext(assembly)!.Name == "HrisConnector");
        Assert.NotEqual(OtherVersions.Ssh, own.GetName().Version!.ToString());
    }

    /// <summary>Here in the engine of PowerShell 7: what .NET Framework does differently, only Windows can show.</summary>
    [Fact]
    public async Task The_build_for_Windows_PowerShell_does_the_same()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The native library is found by name on Linux alone.");
        _night.Configure(configuration => configuration["notices"] = Night.Notices(_mail, "success"));
        _night.Upload(_night.Plain);

        var result = await ShellProcess.RunDesktopBuildAsync(_night.Session.Folder.Path, """
            (Invoke-HrisSync -Configuration hris.json -Verbose).Status
            [HrisConnector.HrisSync].Assembly.Location
            (Test-HrisConfiguration hris.json).Status -contains 'Failed'
            """);

        Assert.DoesNotContain("Invoke-HrisSync: ", result.Error, StringComparison.Ordinal);
        var lines = result.Output.ReplaceLineEndings("\n").Trim().Split('\n');
        Assert.Equal("Success", lines[0]);
        Assert.Contains("netstandard2.0", lines[1], StringComparison.Ordinal);
        Assert.Equal("False", lines[2]);
        Assert.Equal(["E1", "E2"], _night.UsersInDirectory());
        Assert.Single(_mail.Mails);
        Assert.Single(Directory.GetFiles(Path.Combine(_night.ServerFolder, "archive")));
        Assert.All(HrDepartment.Secrets, secret => Assert.DoesNotContain(secret, result.Output + result.Error, StringComparison.Ordinal));
        _night.RequireNoPlainText();
        _night.RequireNoSecretBelowData();
    }

    private static string[] ContextsOf(string name) => [.. AppDomain.CurrentDomain.GetAssemblies()
        .Where(assembly => assembly.GetName().Name == name).Select(assembly => AssemblyLoadContext.GetLoadContext(assembly)!.Name ?? "")];
}
