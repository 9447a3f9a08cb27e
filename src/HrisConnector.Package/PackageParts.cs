using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace HrisConnector.Package;

/// <summary>The parts of a package that are no files of the module: what the galleries' clients write themselves when they publish a
/// folder (Publish-Module, Publish-PSResource).</summary>
internal static class PackageParts
{
    public const string ContentTypesName = "[Content_Types].xml";
    public const string RelationshipsName = "_rels/.rels";

    private const string PropertiesName = "package/services/metadata/core-properties/" + ModuleManifest.Name + ".psmdcp";
    private const string NuspecName = ModuleManifest.Name + ".nuspec";

    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd";
    private static readonly XNamespace Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Properties = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>The parts by name.</summary>
    public static IEnumerable<KeyValuePair<string, byte[]>> Of(ModuleManifest manifest, IEnumerable<string> files) =>
    [
        new(RelationshipsName, Bytes(RelationshipsOf())),
        new(NuspecName, Bytes(NuspecOf(manifest))),
        new(PropertiesName, Bytes(PropertiesOf(manifest))),
        new(ContentTypesName, Bytes(ContentTypesOf([.. files, NuspecName, PropertiesName]))),
    ];

    private static XElement NuspecOf(ModuleManifest manifest) => new(
        Nuspec + "package",
        new XElement(
            Nuspec + "metadata",
            new XElement(Nuspec + "id", ModuleManifest.Name),
            new XElement(Nuspec + "version", manifest.Version),
            new XElement(Nuspec + "authors", manifest.Author),
            new XElement(Nuspec + "owners", manifest.Owner),
            new XElement(Nuspec + "licenseUrl", manifest.LicenseUri),
            new XElement(Nuspec + "projectUrl", manifest.ProjectUri),
            new XElement(Nuspec + "requireLicenseAcceptance", "false"),
            new XElement(Nuspec + "description", manifest.Description),
            new XElement(Nuspec + "releaseNotes", manifest.ReleaseNotes),
            new XElement(Nuspec + "copyright", manifest.Copyright),
            new XElement(Nuspec + "tags", string.Join(' ', Tags(manifest)))));

    // A gallery finds a module by its cmdlets and editions through these words.
    private static IEnumerable<string> Tags(ModuleManifest manifest) =>
        manifest.Tags.Prepend("PSModule")
            .Concat(manifest.Editions.Select(edition => "PSEdition_" + edition))
            .Append("PSIncludes_Cmdlet")
            .Concat(manifest.Cmdlets.Select(cmdlet => "PSCmdlet_" + cmdlet))
            .Concat(manifest.Cmdlets.Select(cmdlet => "PSCommand_" + cmdlet))
            .Distinct(StringComparer.OrdinalIgnoreCase);

    private static XElement RelationshipsOf() => new(
        Relationships + "Relationships",
        Relationship("http://schemas.microsoft.com/packaging/2010/07/manifest", NuspecName, "R1"),
        Relationship("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", PropertiesName, "R2"));

    private static XElement Relationship(string type, string target, string id) => new(
        Relationships + "Relationship", new XAttribute("Type", type), new XAttribute("Target", "/" + target), new XAttribute("Id", id));

    private static XElement PropertiesOf(ModuleManifest manifest) => new(
        Properties + "coreProperties",
        new XElement(DublinCore + "creator", manifest.Author),
        new XElement(DublinCore + "description", manifest.Description),
        new XElement(DublinCore + "identifier", ModuleManifest.Name),
        new XElement(Properties + "version", manifest.Version),
        new XElement(Properties + "keywords", string.Join(' ', Tags(manifest))));

    // By extension; a file without one is named itself.
    private static XElement ContentTypesOf(IReadOnlyList<string> names) => new(
        ContentTypes + "Types",
        names.Select(name => Path.GetExtension(name).TrimStart('.')).Append("rels").Where(extension => extension.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
            .Select(extension => new XElement(ContentTypes + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", TypeOf(extension)))),
        names.Where(name => Path.GetExtension(name).Length == 0)
            .Select(name => new XElement(ContentTypes + "Override", new XAttribute("PartName", "/" + name), new XAttribute("ContentType", TypeOf("")))));

    private static string TypeOf(string extension) => extension switch
    {
        "rels" => "application/vnd.openxmlformats-package.relationships+xml",
        "psmdcp" => "application/vnd.openxmlformats-package.core-properties+xml",
        _ => "application/octet",
    };

    private static byte[] Bytes(XElement root)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" })
        {
            new XDocument(new XDeclaration("1.0", "utf-8", null), root).Save(writer);
        }

        return stream.ToArray();
    }
}
