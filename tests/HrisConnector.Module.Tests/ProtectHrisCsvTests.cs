using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>Issue 4, item 2: <c>Protect-HrisCsv</c> makes the encrypted file.</summary>
public sealed class ProtectHrisCsvTests : IDisposable
{
    private const string Begin = "-----BEGIN PGP MESSAGE-----";
    private readonly ModuleSession _session = new();

    public ProtectHrisCsvTests()
    {
        _session.Folder.Write("users.csv", UsersFile.Of(UsersFile.User("E1", "Plantedfirst", "Plantedlast", "planted.mail@example.org")));
        _session.Folder.Write("more.csv", UsersFile.Of(UsersFile.User("E2")));
        _session.Folder.Write("key.asc", PublicKey.Text);
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_file_is_encrypted_beside_itself_and_given()
    {
        var result = _session.Run("Protect-HrisCsv -Path users.csv -PublicKeyPath key.asc -Verbose -Debug");

        Assert.Empty(result.Errors);
        var file = Assert.IsType<FileInfo>(result.Output.Single().BaseObject);
        Assert.Equal(_session.Folder.File("users.csv.pgp"), file.FullName);
        Assert.StartsWith(Begin, File.ReadAllText(file.FullName), StringComparison.Ordinal);
        Assert.DoesNotContain("Planted", File.ReadAllText(file.FullName), StringComparison.Ordinal);
        PersonalData.IsNotIn(result, "planted");
    }

    [Theory]
    [InlineData("Protect-HrisCsv *.csv key.asc")]
    [InlineData("'users.csv', 'more.csv' | Protect-HrisCsv -PublicKeyPath key.asc")]
    [InlineData("Get-ChildItem *.csv | Protect-HrisCsv -PublicKeyPath key.asc, key.asc")]
    [InlineData("Protect-HrisCsv -LiteralPath users.csv, more.csv -PublicKeyPath key.asc")]
    public void Files_come_by_wildcard_by_name_and_from_the_pipeline(string command)
    {
        var result = _session.Run(command.Replace("Get-ChildItem *.csv", "[IO.FileInfo]($pwd.Path + '/users.csv'), [IO.FileInfo]($pwd.Path + '/more.csv')", StringComparison.Ordinal));

        Assert.Empty(result.Errors);
        Assert.Equal(["more.csv.pgp", "users.csv.pgp"], result.Output.Select(file => ((FileInfo)file.BaseObject).Name).Order());
    }

    [Fact]
    public void A_destination_is_a_file_or_a_folder()
    {
        Directory.CreateDirectory(_session.Folder.File("out"));

        var names = _session.Run("Protect-HrisCsv users.csv key.asc out; Protect-HrisCsv users.csv key.asc other.asc").Output
            .Select(file => Path.GetRelativePath(_session.Folder.Path, ((FileInfo)file.BaseObject).FullName).Replace('\\', '/'));

        Assert.Equal(["out/users.csv.pgp", "other.asc"], names);
    }

    [Fact]
    public void Several_files_cannot_become_one()
    {
        var error = _session.Fail("Protect-HrisCsv *.csv key.asc one.pgp -Force");

        Assert.Equal("DestinationNotAFolder", ScriptResult.Id(error));
        Assert.False(File.Exists(_session.Folder.File("one.pgp")));
    }

    [Fact]
    public void Two_files_of_one_name_do_not_overwrite_each_other_in_a_folder()
    {
        Directory.CreateDirectory(_session.Folder.File("out"));
        Directory.CreateDirectory(_session.Folder.File("in"));
        File.Copy(_session.Folder.File("more.csv"), _session.Folder.File("in/users.csv"));

        var result = _session.Run("Protect-HrisCsv users.csv, in/users.csv key.asc out -Force");

        Assert.Single(result.Output);
        Assert.Equal(["DestinationExists"], result.ErrorIds);
    }

    [Fact]
    public void An_encrypted_file_is_replaced_with_Force_alone_and_no_other_ever()
    {
        var old = _session.Folder.Write("users.csv.pgp", Begin + "\n\nold\n");

        Assert.Equal(["DestinationExists"], _session.Run("Protect-HrisCsv users.csv key.asc").ErrorIds);
        Assert.EndsWith("old\n", File.ReadAllText(old), StringComparison.Ordinal);
        Assert.Single(_session.Run("Protect-HrisCsv users.csv key.asc -Force").Output);
        Assert.DoesNotContain("old", File.ReadAllText(old), StringComparison.Ordinal);
        Directory.CreateSymbolicLink(_session.Folder.File("link"), _session.Folder.Path);
        Assert.Equal(["DestinationExists"], _session.Run("Protect-HrisCsv users.csv key.asc link/users.csv -Force").ErrorIds);
        Assert.DoesNotContain(Begin, File.ReadAllText(_session.Folder.File("users.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void With_WhatIf_nothing_is_written()
    {
        var result = _session.Run("Protect-HrisCsv users.csv key.asc -WhatIf");

        Assert.Empty(result.Output);
        Assert.Equal(["hris.json", "key.asc", "more.csv", "users.csv"], Directory.GetFiles(_session.Folder.Path).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("users.csv", "missing.asc", "KeyUnusable", ErrorCategory.InvalidArgument)]
    [InlineData("users.csv", "users.csv", "KeyUnusable", ErrorCategory.InvalidArgument)]
    [InlineData("users.csv", "Env:PATH", "SourceNotAFile", ErrorCategory.InvalidArgument)]
    public void A_key_that_cannot_be_used_ends_the_command(string file, string key, string id, ErrorCategory category)
    {
        var error = _session.Fail($"Protect-HrisCsv {file} {key}");

        Assert.Equal(id, ScriptResult.Id(error));
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.False(File.Exists(_session.Folder.File("users.csv.pgp")));
    }

    [Fact]
    public void A_file_that_cannot_be_encrypted_does_not_keep_the_others_from_it()
    {
        _session.Folder.Write("empty.csv", "");
        _session.Run("Protect-HrisCsv more.csv key.asc");

        var result = _session.Run("Protect-HrisCsv missing.csv, empty.csv, ., more.csv.pgp, users.csv key.asc");

        Assert.Equal(["SourceNotFound", "SourceNotAFile", "FileEmpty", "FileAlreadyEncrypted"], result.ErrorIds);
        Assert.All(result.Errors, error => Assert.EndsWith(",HrisConnector.Cmdlets.ProtectHrisCsvCommand", error.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal("users.csv.pgp", ((FileInfo)result.Output.Single().BaseObject).Name);
        Assert.DoesNotContain(Directory.GetFiles(_session.Folder.Path), path => path.EndsWith(".part", StringComparison.Ordinal));
    }
}
