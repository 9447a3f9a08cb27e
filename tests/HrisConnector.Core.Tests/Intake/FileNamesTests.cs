using HrisConnector.Core.Intake;
using Xunit;

namespace HrisConnector.Core.Tests.Intake;

/// <summary>configuration.md: an open ending takes .csv and .tsv files, without regard to case.</summary>
public sealed class FileNamesTests
{
    [Theory]
    [InlineData("users.*", "users.csv", true)]
    [InlineData("users.*", "Users.TSV", true)]
    [InlineData("users.*", "users.xlsx", false)]
    [InlineData("users.*", "users.csv.bak", false)]
    [InlineData("HRIS-360learning.*", "hris-360learning.csv", true)]
    [InlineData("HRIS-360learning.*", "hris-360learning.xlsx", false)]
    [InlineData("*.*", "users.xlsx", false)]
    [InlineData("users*", "users.xlsx", true)] // its ending is not open, it has none
    [InlineData("users.x*", "users.xlsx", true)]
    public void An_open_ending_takes_csv_and_tsv_files_alone(string pattern, string name, bool taken) =>
        Assert.Equal(taken, new FileNames(pattern, encrypted: false).Match(name));

    [Theory]
    [InlineData("users.*", "users.csv", true)]
    [InlineData("users.*", "users.csv.pgp", true)]
    [InlineData("users.*", "users.tsv.GPG", true)]
    [InlineData("users.*", "users.pgp", false)]
    [InlineData("users.*", "users.xlsx.pgp", false)]
    [InlineData("users.csv.*", "users.csv.pgp", true)]
    [InlineData("users.csv.*", "users.csv.asc", false)]
    [InlineData("hris-360learning.*", "hris-360learning.1.csv.gpg", true)]
    [InlineData("hris-360learning.*", "hris-360learning.gpg", false)]
    public void With_encryption_the_encrypted_ending_may_follow(string pattern, string name, bool taken) =>
        Assert.Equal(taken, new FileNames(pattern, encrypted: true).Match(name));

    [Fact]
    public void Without_encryption_an_encrypted_file_is_none() => Assert.False(new FileNames("users.*", encrypted: false).Match("users.csv.pgp"));
}
