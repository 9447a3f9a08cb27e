using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;

namespace HrisConnector.ModuleTests.Help;

/// <summary>What a page must say of a cmdlet, made of the cmdlet itself. A test that fails shows the block to paste into the page.</summary>
internal sealed partial class ExpectedPage(CmdletInfo cmdlet)
{
    private static readonly string[] AddedByPowerShell = ["WhatIf", "Confirm"];

    private readonly object _instance = Activator.CreateInstance(cmdlet.ImplementingType)!;

    /// <summary>The parameters that are the cmdlet's own.</summary>
    public IEnumerable<ParameterMetadata> Parameters => cmdlet.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name));

    /// <summary>The types that come from the pipeline, whole or by a property.</summary>
    public IEnumerable<string> Inputs
    {
        get
        {
            var types = Parameters.Where(parameter => parameter.ParameterSets.Values.Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName))
                .Select(parameter => parameter.ParameterType.FullName!).Distinct().ToList();
            return types.Count > 0 ? types : ["None"];
        }
    }

    /// <summary>The headings and the lines of the syntax, white space aside.</summary>
    public IEnumerable<(string Heading, string Line)> Syntax => cmdlet.ParameterSets.Select(set => (
        cmdlet.ParameterSets.Count == 1 ? "## SYNTAX" : "### " + set.Name + (set.IsDefault ? " (Default)" : ""),
        $"{cmdlet.Name} " + TypeName().Replace(set.ToString(), match => $"-{match.Groups[1].Value}{match.Groups[2].Value} <{Short(cmdlet.Parameters[match.Groups[1].Value].ParameterType)}>")));

    /// <summary>The blocks of data of a parameter: one for each group of parameter sets in which they are the same.</summary>
    public IEnumerable<string> Data(ParameterMetadata parameter) => parameter.ParameterSets
        .GroupBy(set => Data(parameter, set.Value), set => set.Key)
        .Select(sets => "```yaml\n" + sets.Key.Replace("{sets}", Names(sets), StringComparison.Ordinal) + "```");

    /// <summary>The name of a type as the pages have it.</summary>
    public static string Short(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static string Names(IEnumerable<string> sets) =>
        string.Join(", ", sets.Select(set => set == ParameterAttribute.AllParameterSets ? "(All)" : set));

    private string Data(ParameterMetadata parameter, ParameterSetMetadata set)
    {
        var type = parameter.ParameterType;
        var text = new StringBuilder();
        text.Append("Type: ").Append(Short(type)).Append('\n');
        text.Append("Parameter Sets: {sets}\n");
        text.Append(("Aliases: " + string.Join(", ", parameter.Aliases)).TrimEnd()).Append('\n');
        if (Words(parameter) is { Length: > 0 } words)
        {
            text.Append("Accepted values: ").AppendJoin(", ", words).Append('\n');
        }

        text.Append("\nRequired: ").Append(set.IsMandatory).Append('\n');
        text.Append("Position: ").Append(set.Position < 0 ? "Named" : set.Position).Append('\n');
        text.Append("Default value: ").Append(Default(parameter)).Append('\n');
        text.Append("Accept pipeline input: ").Append(Pipeline(set)).Append('\n');
        text.Append("Accept wildcard characters: ").Append(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any()).Append('\n');
        return text.ToString();
    }

    private static string[] Words(ParameterMetadata parameter)
    {
        var type = parameter.ParameterType.GetElementType() ?? Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsEnum ? Enum.GetNames(type) : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)];
    }

    private string Default(ParameterMetadata parameter) => cmdlet.ImplementingType.GetProperty(parameter.Name)?.GetValue(_instance) switch
    {
        null or "" or Array { Length: 0 } => "None",
        _ when AddedByPowerShell.Contains(parameter.Name) => "None",
        SwitchParameter value => value.IsPresent.ToString(),
        var value => value.ToString()!,
    };

    private static string Pipeline(ParameterSetMetadata set)
    {
        string[] ways = [.. new[] { (set.ValueFromPipelineByPropertyName, "ByPropertyName"), (set.ValueFromPipeline, "ByValue") }.Where(way => way.Item1).Select(way => way.Item2)];
        return ways.Length > 0 ? $"True ({string.Join(", ", ways)})" : "False";
    }

    [GeneratedRegex(@"-(\w+)(\]?) <[^>]+>")]
    private static partial Regex TypeName();
}
