using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace HrisConnector.Help;

/// <summary>Writes what <c>Get-Help</c> reads: MAML.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Shell = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Writes the help of cmdlets.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pages">Their pages.</param>
    public static void Write(string path, IReadOnlyList<CmdletPage> pages)
    {
        using var writer = XmlWriter.Create(path, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Replace });
        new XDocument(new XElement(Shell + "helpItems", new XAttribute("schema", "maml"), pages.Select(Cmdlet))).Save(writer);
    }

    private static XElement Cmdlet(CmdletPage page) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "command", Command.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "dev", Dev.NamespaceName),
        new XElement(
            Command + "details",
            new XElement(Command + "name", page.Name),
            new XElement(Command + "verb", page.Name.Split('-')[0]),
            new XElement(Command + "noun", page.Name.Split('-')[^1]),
            Text(Maml + "description", page.Synopsis)),
        Text(Maml + "description", page.Description),
        new XElement(Command + "syntax", page.Syntax.Select(line => Syntax(page, line))),
        new XElement(Command + "parameters", page.Parameters.Select(parameter => Parameter(parameter, parameter.Data[0], inSyntax: false))),
        new XElement(Command + "inputTypes", page.Inputs.Select(type => Type(Command + "inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Select(type => Type(Command + "returnValue", type))),
        new XElement(Maml + "alertSet", Text(Maml + "alert", page.Notes)),
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", page.Links.Select(Link)));

    private static XElement Syntax(CmdletPage page, SyntaxLine line) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", page.Name),
        line.Parameters.Select(name => page.Parameters.FirstOrDefault(parameter => parameter.Name == name)).OfType<ParameterHelp>()
            .Select(parameter => Parameter(parameter, parameter.In(line.Set), inSyntax: true)));

    private static XElement Parameter(ParameterHelp parameter, ParameterData data, bool inSyntax) => new(
        Command + "parameter",
        new XAttribute("required", Word(data.Required)),
        new XAttribute("variableLength", Word(data.Type.EndsWith("[]", StringComparison.Ordinal))),
        new XAttribute("globbing", Word(data.Wildcards)),
        new XAttribute("pipelineInput", data.PipelineInput),
        new XAttribute("position", data.Position.ToLower(CultureInfo.InvariantCulture)),
        new XAttribute("aliases", data.Aliases.Length == 0 ? "none" : data.Aliases),
        new XElement(Maml + "name", parameter.Name),
        Text(Maml + "description", parameter.Text),
        inSyntax && data.IsSwitch ? null : new XElement(
            Command + "parameterValue",
            new XAttribute("required", Word(!data.IsSwitch)),
            new XAttribute("variableLength", "false"),
            data.Type),
        new XElement(Dev + "type", new XElement(Maml + "name", data.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", data.Default));

    private static XElement Type(XName name, TypeHelp type) => new(
        name,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        Text(Maml + "description", type.Text));

    private static XElement Example(Example example) => new(
        Command + "example",
        new XElement(Maml + "title", $"---------- {example.Title} ----------"),
        new XElement(Dev + "code", example.Code),
        Text(Dev + "remarks", [.. example.Remarks, ""])); // with the space before the next one

    private static XElement Link(Link link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Uri));

    private static XElement Text(XName name, IEnumerable<string> paragraphs) => new(name, paragraphs.Select(text => new XElement(Maml + "para", text)));

    private static string Word(bool value) => value ? "true" : "false";
}
