using System;
using System.IO;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Secrets;

/// <summary>configuration.md: a secret is never a plain string.</summary>
public sealed class SecretSourceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hris-test-").FullName;

    [Fact]
    public void A_secret_comes_from_the_environment()
    {
        var name = "HRIS_TEST_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(name, "correct horse ");

        Assert.Equal("correct horse ", Get(SecretKind.Environment, name));
        Environment.SetEnvironmentVariable(name, null);
        Assert.Equal(HrisErrors.SecretUnavailable, Failure(SecretKind.Environment, name).Error);
    }

    [Theory]
    [InlineData("s3cret")]
    [InlineData("s3cret\n")]
    [InlineData("s3cret\r\n")]
    [InlineData("\uFEFFs3cret\r\n")]
    public void A_secret_comes_from_a_file_without_the_line_end_that_an_editor_leaves(string content) =>
        Assert.Equal("s3cret", Get(SecretKind.File, Write(content)));

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    public void A_file_that_others_can_read_is_refused(UnixFileMode others)
    {
        Assert.SkipUnless(UnixModes.Known, UnixModes.Missing);
        var path = Write("s3cret");
        if (UnixModes.Known)
            File.SetUnixFileMode(path, UnixFileMode.UserRead | others);

        var failure = Failure(SecretKind.File, path);

        Assert.Equal(HrisErrors.SecretNotPrivate, failure.Error);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_missing_empty_or_far_too_large_is_an_error()
    {
        Assert.Equal(HrisErrors.SecretUnavailable, Failure(SecretKind.File, Path.Combine(_folder, "nowhere")).Error);
        Assert.Equal(HrisErrors.SecretUnavailable, Failure(SecretKind.File, Write("\n")).Error);
        Assert.Equal(HrisErrors.SecretUnavailable, Failure(SecretKind.File, Write(new string('x', 70_000))).Error);
        Assert.Equal(HrisErrors.SecretUnavailable, Failure(SecretKind.Vault, "hris").Error);
    }

    [Fact]
    public void A_secret_does_not_show_itself() => Assert.DoesNotContain("s3cret", $"{new Secret("s3cret")}", StringComparison.Ordinal);

    [Theory]
    [InlineData("O:S-1-5-21-1-2-3-1001G:DUD:PAI(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;S-1-5-21-1-2-3-1001)", false)]
    [InlineData("O:BAG:SYD:PAI(A;;FA;;;SY)(A;;FR;;;S-1-5-21-1-2-3-500)", false)] // the current user
    [InlineData("O:BAD:(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)", true)] // the machine's users, inherited
    [InlineData("O:BAD:(A;;FR;;;WD)", true)] // everyone
    [InlineData("O:BAD:(A;;FW;;;WD)", false)] // may write, not read
    [InlineData("O:BAD:(D;;FR;;;WD)(A;;FA;;;BA)", false)]
    [InlineData("O:BAD:(A;CIOI;FA;;;WD)", true)] // C-IO-I is no inherit-only
    [InlineData("O:BAD:(A;OICIIO;FA;;;WD)", false)] // for what is below a folder alone
    [InlineData("O:BAD:(A;;0x80000000;;;AU)", true)]
    [InlineData("O:BAD:(A;;CCDCLC;;;BG)", true)]
    [InlineData("O:BAD:NO_ACCESS_CONTROL", true)]
    [InlineData("O:BA", true)]
    [InlineData("O:BAD:(XA;;FR;;;WD;(WIN://SYSAPPID Contains 1))", true)]
    public void Windows_access_lists_are_read(string sddl, bool othersMayRead) =>
        Assert.Equal(othersMayRead, WindowsPermissions.OthersMayRead(sddl, "S-1-5-21-1-2-3-500"));

    [Theory]
    [InlineData("O:BAD:(A;;FA;;;BA)(A;;FR;;;NS)", "S-1-5-20", false)] // Network Service
    [InlineData("O:BAD:(A;;FA;;;BA)(A;;FR;;;LS)", "S-1-5-19", false)] // Local Service
    [InlineData("O:BAD:(A;;FA;;;BA)(A;;FR;;;LS)", "S-1-5-20", true)]
    [InlineData("O:BAD:(A;;FA;;;BA)(A;;FR;;;NS)", "S-1-5-21-1-2-3-500", true)]
    public void A_service_account_may_read_its_own_secret(string sddl, string currentUser, bool othersMayRead) =>
        Assert.Equal(othersMayRead, WindowsPermissions.OthersMayRead(sddl, currentUser));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Get(SecretKind kind, string name) => new SecretSource(null).Get(new SecretReference(kind, name), "the password").Reveal();

    private static HrisException Failure(SecretKind kind, string name) => Assert.Throws<HrisException>(() => { Get(kind, name); });

    private string Write(string content)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
