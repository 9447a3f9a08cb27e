using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Threading.Tasks;
using System.Xml.Linq;
using HrisConnector.ModuleTests.Support;
using Mono.Cecil;
using Xunit;

namespace HrisConnector.ModuleTests;

/// <summary>The package that a gallery takes. All other tests of this project run on the module that comes out of it.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_smaller_than_15_MB() => Assert.InRange(new FileInfo(Built.Package).Length, 1, 15_000_000);

    [Fact]
    public void It_brings_the_native_libraries_of_the_supported_platforms_and_each_of_them_once()
    {
        var native = Files().Where(file => file.Contains("e_sqlite3.", StringComparison.Ordinal) && !file.Contains("provider", StringComparison.Ordinal));

        Assert.Equal(
            [
                "bin/net8.0/core/runtimes/linux-arm64/native/libe_sqlite3.so",
                "bin/net8.0/core/runtimes/linux-musl-x64/native/libe_sqlite3.so",
                "bin/net8.0/core/runtimes/linux-x64/native/libe_sqlite3.so",
                "bin/net8.0/core/runtimes/osx-arm64/native/libe_sqlite3.dylib",
                "bin/net8.0/core/runtimes/osx-x64/native/libe_sqlite3.dylib",
                "bin/net8.0/core/runtimes/win-arm64/native/e_sqlite3.dll",
                "bin/net8.0/core/runtimes/win-x64/native/e_sqlite3.dll",
                "bin/net8.0/core/runtimes/win-x86/native/e_sqlite3.dll",
            ],
            native);
    }

    /// <summary>No symbols, no documentation of assemblies, no translations, nothing of a build.</summary>
    [Fact]
    public void It_brings_only_files_that_a_user_needs()
    {
        var others = Files().Where(file => !file.Contains("/runtimes/", StringComparison.Ordinal) && !file.EndsWith(".dll", StringComparison.Ordinal));

        Assert.Equal(
            [
                "HrisConnector.format.ps1xml",
                "HrisConnector.psd1",
                "HrisConnector.psm1",
                "HrisConnector.types.ps1xml",
                "LICENSE",
                "THIRD-PARTY-NOTICES.txt",
                "bin/net8.0/core/HrisConnector.Core.deps.json",
                "en-US/HrisConnector.Cmdlets.dll-Help.xml",
                "en-US/about_HrisConnector.help.txt",
                "en-US/about_HrisConnector_Configuration.help.txt",
                "en-US/about_HrisConnector_Statuses.help.txt",
                "hris.schema.json",
            ],
            others);
        Assert.DoesNotContain(Files(), file => file.EndsWith(".resources.dll", StringComparison.Ordinal));
    }

    /// <summary>Their licences ask for it.</summary>
    [Fact]
    public void Every_library_of_others_is_named_with_its_licence()
    {
        var notices = File.ReadAllText(Path.Combine(Built.Module, "THIRD-PARTY-NOTICES.txt"));

        var others = Files().Where(file => file.EndsWith(".dll", StringComparison.Ordinal)).Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !name.StartsWith("HrisConnector.", StringComparison.Ordinal));

        Assert.All(others.Distinct(), name => Assert.Contains(name, notices, StringComparison.Ordinal));
    }

    /// <summary>One BouncyCastle serves both editions, though the net8.0 build was compiled with its own.</summary>
    [Fact]
    public void Every_assembly_finds_what_it_refers_to_in_the_BouncyCastle_that_both_editions_share()
    {
        using var resolver = new FolderResolver(Path.Combine(Built.Module, "bin", "netstandard2.0"), Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        var missing = new List<string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Built.Module, "bin", "net8.0", "core"), "*.dll"))
        {
            using var module = ModuleDefinition.ReadModule(file, new ReaderParameters { AssemblyResolver = resolver });
            missing.AddRange(module.GetTypeReferences().Where(type => IsShared(type) && type.Resolve() is null).Select(type => type.FullName));
            missing.AddRange(module.GetMemberReferences().Where(member => IsShared(member.DeclaringType.GetElementType()) && member.Resolve() is null)
                .Select(member => $"{module.Name}: {member.FullName}"));
        }

        // Of MimeKit's Ed25519DigestSigner, with which a mail server signs mail (DKIM). The module signs none.
        Assert.Equal(["MimeKit.dll: System.Void Org.BouncyCastle.Crypto.IDigest::BlockUpdate(System.ReadOnlySpan`1<System.Byte>)"], missing);

        static bool IsShared(TypeReference type) => type.Scope.Name == "BouncyCastle.Cryptography";
    }

    [Fact]
    public void Its_manifest_is_complete()
    {
        using var session = new ModuleSession(import: false);
        var module = session.Run("Test-ModuleManifest $manifest -ErrorAction Stop").Output.Single();
        var info = (PSModuleInfo)module.BaseObject;

        Assert.Equal("HrisConnector", info.Name);
        Assert.Equal(["Core", "Desktop"], info.CompatiblePSEditions.Order());
        Assert.Equal(new Version(5, 1), info.PowerShellVersion);
        Assert.Equal("https://licenses.nuget.org/MIT", info.LicenseUri.OriginalString);
        Assert.StartsWith("https://", info.ProjectUri.OriginalString, StringComparison.Ordinal);
        Assert.Contains("HRIS", info.Tags);
        Assert.NotEmpty(info.Author);
        Assert.NotEmpty(info.CompanyName);
        Assert.NotEmpty(info.Copyright);
        Assert.NotEmpty(info.Description);
        Assert.Equal(Files(), info.FileList.Select(file => Path.GetRelativePath(Built.Module, file).Replace('\\', '/')));
    }

    [Fact]
    public void Its_release_notes_are_the_changelogs_section_of_its_version()
    {
        var manifest = Manifest();
        var notes = (string)((PSModuleInfo)manifest.BaseObject).ReleaseNotes;

        var changelog = File.ReadAllText(Path.Combine(Built.Repository, "CHANGELOG.md")).ReplaceLineEndings("\n");
        Assert.StartsWith("Compatibility\n", notes, StringComparison.Ordinal);
        Assert.Contains($"## {Version()}\n\n{notes}\n", changelog, StringComparison.Ordinal);
    }

    /// <summary>With a wildcard PowerShell would load the module to find out what it has.</summary>
    [Fact]
    public void Its_manifest_names_each_export()
    {
        var script = Parser.ParseFile(Built.Manifest, out _, out _);
        var table = (Hashtable)((HashtableAst)script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false)).SafeGetValue();

        foreach (var key in new[] { "FunctionsToExport", "CmdletsToExport", "VariablesToExport", "AliasesToExport" })
        {
            Assert.DoesNotContain((object[])table[key]!, name => $"{name}".Contains('*', StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_assemblies_have_the_version_of_the_manifest()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Built.Module, "bin"), "HrisConnector.*.dll", SearchOption.AllDirectories))
        {
            Assert.StartsWith(Version(), FileVersionInfo.GetVersionInfo(file).ProductVersion, StringComparison.Ordinal);
        }
    }

    /// <summary>What Publish-Module and Publish-PSResource write when they make a package of a module folder.</summary>
    [Fact]
    public void Its_nuspec_tells_a_gallery_what_the_manifest_says()
    {
        using var archive = ZipFile.OpenRead(Built.Package);
        using var stream = archive.GetEntry("HrisConnector.nuspec")!.Open();
        var metadata = XDocument.Load(stream).Root!.Element(Nuspec + "metadata")!;
        var info = (PSModuleInfo)Manifest().BaseObject;

        Assert.Equal("HrisConnector", Value("id"));
        Assert.Equal(Version(), Value("version"));
        Assert.Equal(info.Author, Value("authors"));
        Assert.Equal(info.CompanyName, Value("owners"));
        Assert.Equal(info.Description, Value("description"));
        Assert.Equal(info.Copyright, Value("copyright"));
        Assert.Equal(info.LicenseUri.OriginalString, Value("licenseUrl"));
        Assert.Equal(info.ProjectUri.OriginalString, Value("projectUrl"));
        Assert.Equal(info.ReleaseNotes, Value("releaseNotes"));
        Assert.Equal("false", Value("requireLicenseAcceptance"));
        var tags = Value("tags").Split(' ');
        Assert.Equal(["PSModule", .. info.Tags], tags.Take(info.Tags.Count() + 1));
        Assert.Contains("PSEdition_Desktop", tags);
        Assert.Contains("PSEdition_Core", tags);
        Assert.Contains("PSIncludes_Cmdlet", tags);
        Assert.All(info.ExportedCmdlets.Keys, name => Assert.Contains("PSCmdlet_" + name, tags));
        Assert.All(info.ExportedCmdlets.Keys, name => Assert.Contains("PSCommand_" + name, tags));

        string Value(string name) => metadata.Element(Nuspec + name)!.Value;
    }

    [Fact]
    public void It_is_a_package_by_the_Open_Packaging_Conventions_with_nothing_to_compile_against()
    {
        using var archive = ZipFile.OpenRead(Built.Package);
        var names = archive.Entries.Select(entry => entry.FullName).ToList();

        Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase), names);
        Assert.DoesNotContain(names, name => name.StartsWith("lib/", StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal));
        var types = Document("[Content_Types].xml").Elements().ToList();
        Assert.All(
            names.Where(name => name != "[Content_Types].xml"),
            name => Assert.Contains(types, type =>
                (string?)type.Attribute("PartName") == "/" + name || $".{(string?)type.Attribute("Extension")}" == Path.GetExtension(name)));
        Assert.All(Document("_rels/.rels").Elements(), relationship => Assert.Contains(((string)relationship.Attribute("Target")!)[1..], names));

        XElement Document(string name)
        {
            using var stream = archive.GetEntry(name)!.Open();
            return XDocument.Load(stream).Root!;
        }
    }

    /// <summary>NuGet's own client, which the galleries' clients are built on.</summary>
    [Fact]
    public async Task A_gallery_that_is_a_folder_accepts_it()
    {
        var (code, output) = await DotnetAsync("nuget", "push", Built.Package, "--source", _folder.Path);

        Assert.True(code == 0, output);
        Assert.True(File.Exists(_folder.File(Path.GetFileName(Built.Package))));
    }

    [Fact]
    public async Task The_same_build_makes_the_same_bytes()
    {
        var staged = _folder.File("HrisConnector");
        var package = _folder.File("again.nupkg");
        var changelog = Path.Combine(Built.Repository, "CHANGELOG.md");
        var address = ((PSModuleInfo)Manifest().BaseObject).ProjectUri.OriginalString;

        Assert.Equal((0, ""), await DotnetAsync(Built.PackageTool, "stage", Path.Combine(Built.Repository, "out", "module", "HrisConnector"), changelog, address, staged));
        Assert.Equal((0, ""), await DotnetAsync(Built.PackageTool, "pack", staged, package));

        Assert.True(File.ReadAllBytes(Built.Package).AsSpan().SequenceEqual(File.ReadAllBytes(package)));
    }

    [Fact]
    public async Task A_version_of_which_the_changelog_says_nothing_is_not_packed()
    {
        var changelog = _folder.Write("CHANGELOG.md", "# Changelog\n\n## 0.0.1\n\n- Nothing.\n");

        var (code, output) = await DotnetAsync(Built.PackageTool, "stage", Path.Combine(Built.Repository, "out", "module", "HrisConnector"), changelog, "https://example.org", _folder.File("HrisConnector"));

        Assert.Equal(1, code);
        Assert.Contains($"has no section {Version()}.", output, StringComparison.Ordinal);
    }

    private static List<string> Files() => [.. Directory.GetFiles(Built.Module, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Built.Module, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static PSObject Manifest()
    {
        using var session = new ModuleSession(import: false);
        return session.Run("Test-ModuleManifest $manifest -ErrorAction Stop").Output.Single();
    }

    private static string Version() => ((PSModuleInfo)Manifest().BaseObject).Version.ToString();

    private static async Task<(int Code, string Output)> DotnetAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var result = await ShellProcess.EndAsync(process);
        return (result.ExitCode, result.Output + result.Error);
    }
}
