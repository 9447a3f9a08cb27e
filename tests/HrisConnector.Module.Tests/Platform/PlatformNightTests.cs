using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.FakePlatform;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests.Platform;

/// <summary>The nightly script with the platform: the exit codes mean what they mean with any directory.</summary>
public sealed class PlatformNightTests
{
    private static readonly string Script = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Built.Manifest)!, "../../../samples/Invoke-NightlySync.ps1"));

    [Fact]
    public async Task Success_is_0_warnings_are_2_and_a_platform_that_refuses_is_1()
    {
        await using var company = await PlatformSession.StartAsync();
        Directory.CreateDirectory(company.Session.Folder.File("drop"));

        var success = await RunAsync(company, UsersFile.User("E4711", "Plantedfirst", "Plantedlast"));
        company.Platform.Faults.Add(FaultKind.UnknownErrorCode, "PATCH /api/v2/users/{userId}");
        var warning = await RunAsync(company, UsersFile.User("E4711", "Plantedother", "Plantedlast"));
        company.WriteSecret("PlantedWrongSecret");
        var failed = await RunAsync(company, UsersFile.User("E4711", "Plantedthird", "Plantedlast"));

        Assert.Equal((0, 2, 1), (success.ExitCode, warning.ExitCode, failed.ExitCode));
        Assert.Contains(" users.csv: Successful: run 1, lines 1, created 1,", success.Output, StringComparison.Ordinal);
        Assert.Contains(" PlatformSignInFailed: ", failed.Output, StringComparison.Ordinal);
        Assert.Contains("  Check the client id and the client secret", failed.Output, StringComparison.Ordinal);
        var written = string.Concat(new[] { success, warning, failed }.Select(result => result.Output + result.Error));
        Assert.All(["4711", "planted", PlatformSession.Secret], planted => Assert.DoesNotContain(planted, written, StringComparison.OrdinalIgnoreCase));
    }

    private static Task<ShellResult> RunAsync(PlatformSession company, params string[] lines)
    {
        company.Session.Folder.Write(Path.Combine("drop", "users.csv"), UsersFile.Of(lines));
        return ShellProcess.RunAsync(company.Session.Folder.Path, ["-File", Script, "-Configuration", "hris.json"]);
    }
}
