using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HrisConnector.ModuleTests.Support;

namespace HrisConnector.ModuleTests.Help;

/// <summary>What <c>Get-Help -Full</c> gives for a cmdlet, as text.</summary>
internal sealed class CmdletHelp(PSObject help)
{
    public string Synopsis => help.Text("Synopsis").Trim();

    public string Description => Texts(help.Get("description"));

    /// <summary>The help of each parameter by name.</summary>
    public IReadOnlyDictionary<string, PSObject> Parameters => Items(help, "parameters", "parameter").ToDictionary(parameter => parameter.Text("name"));

    public IReadOnlyList<PSObject> Syntax => Items(help, "syntax", "syntaxItem");

    public IReadOnlyDictionary<string, string> Outputs => Types("returnValues", "returnValue");

    public IReadOnlyDictionary<string, string> Inputs => Types("inputTypes", "inputType");

    /// <summary>The code and the remarks of each example.</summary>
    public IReadOnlyList<(string Code, string Remarks)> Examples =>
        [.. Items(help, "examples", "example").Select(example => (example.Text("code"), Texts(example.Get("remarks"))))];

    /// <summary>The texts of the related links.</summary>
    public IReadOnlyList<string> Links => [.. Items(help, "relatedLinks", "navigationLink").Select(link => link.Text("linkText"))];

    /// <summary>The paragraphs of a description, with a space between them.</summary>
    public static string Texts(object? paragraphs) => string.Join(' ', Objects(paragraphs).Select(paragraph => paragraph.Text("Text"))).Trim();

    private Dictionary<string, string> Types(string container, string item) =>
        Items(help, container, item).ToDictionary(type => ((PSObject)type.Properties["type"].Value).Text("name"), type => Texts(type.Get("description")));

    private static IReadOnlyList<PSObject> Items(PSObject parent, string container, string item) =>
        parent.Properties[container]?.Value is PSObject found && found.Properties[item] is { } property ? [.. Objects(property.Value)] : [];

    private static IEnumerable<PSObject> Objects(object? value) => value switch
    {
        null => [],
        PSObject { BaseObject: IEnumerable many and not string } => many.Cast<object>().Select(PSObject.AsPSObject),
        IEnumerable many and not string => many.Cast<object>().Select(PSObject.AsPSObject),
        _ => [PSObject.AsPSObject(value)],
    };
}
