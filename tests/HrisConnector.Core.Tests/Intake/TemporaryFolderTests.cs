using System;
using System.IO;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Intake;

/// <summary>Plain copies of whoever may not write into the connector's folder are nobody else's, and do not outlive a killed process for long.</summary>
public sealed class TemporaryFolderTests
{
    [Fact]
    public void A_folder_is_its_owners_alone_and_goes_with_its_content()
    {
        string path;
        using (var folder = TemporaryFolder.Make())
        {
            path = folder.Path;
            File.WriteAllText(Path.Combine(path, "users"), "text");
            if (UnixModes.Known)
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        }

        Assert.False(Directory.Exists(path));
    }

    [Fact]
    public void What_a_killed_process_left_is_removed_by_the_next_and_what_is_in_use_is_not()
    {
        using var used = TemporaryFolder.Make();
        var left = Path.Combine(Path.GetDirectoryName(used.Path)!, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path.Combine(left, "work"));
        File.WriteAllText(Path.Combine(left, "work", "users"), "text");
        File.WriteAllText(Path.Combine(left, "lock"), "");

        using var next = TemporaryFolder.Make();

        Assert.False(Directory.Exists(left));
        Assert.True(Directory.Exists(used.Path));
    }
}
