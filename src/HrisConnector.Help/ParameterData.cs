using System;
using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Help;

/// <summary>The data of a parameter, as its block of yaml has them.</summary>
internal sealed record ParameterData(IReadOnlyDictionary<string, string> Values)
{
    public string Type => this["Type"];

    public IReadOnlyList<string> Sets => this["Parameter Sets"].Split(',', StringSplitOptions.TrimEntries);

    public string Aliases => this["Aliases"];

    public bool Required => this["Required"] == "True";

    public string Position => this["Position"];

    public string Default => this["Default value"];

    public string PipelineInput => this["Accept pipeline input"];

    public bool Wildcards => this["Accept wildcard characters"] == "True";

    public bool IsSwitch => Type == "SwitchParameter";

    private string this[string key] => Values.TryGetValue(key, out var value) ? value : "";

    /// <summary>Reads the lines <c>key: value</c>.</summary>
    public static ParameterData From(string yaml) => new(yaml.Split('\n')
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .Where(pair => pair.Length == 2)
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));
}
