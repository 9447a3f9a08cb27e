using System;
using System.Collections;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using HrisConnector.Core;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Cmdlets.Completion;

/// <summary>A command line that is being typed, and the session in which it is.</summary>
internal sealed class TypedLine
{
    private const string ConfigurationParameter = "Configuration";

    private readonly string _command;
    private readonly IDictionary _bound;
    private readonly string _location;
    private readonly IDictionary? _defaults;

    /// <summary>Looks at the session: only on its own thread.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="word">What is typed of the value.</param>
    /// <param name="bound">The parameters that stand on the line.</param>
    public TypedLine(string command, string? word, IDictionary? bound)
    {
        _command = command;
        _bound = bound ?? new Hashtable();
        Word = (word ?? "").Trim('\'', '"');

        // No call that can fail: even a caught error would stand in $Error.
        using var session = PowerShell.Create(RunspaceMode.CurrentRunspace);
        var found = session.AddScript("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath; , $PSDefaultParameterValues", useLocalScope: true).Invoke();
        _location = (string)found[0].BaseObject;
        _defaults = found.Count > 1 ? found[1]?.BaseObject as IDictionary : null;
    }

    /// <summary>What is typed of the value, without quotes.</summary>
    public string Word { get; }

    /// <summary>The connector that the line is about.</summary>
    public Connector Connector => new(ConfigurationOrDefault);

    /// <summary>The configuration of that connector.</summary>
    public ConnectorConfiguration ConfigurationOrDefault =>
        ConnectorConfiguration.Load((Text(_bound[ConfigurationParameter]) ?? Default(ConfigurationParameter)) is { } path ? FullPath(path) : null);

    /// <summary>The first file that one of the parameters names; null when none does.</summary>
    /// <param name="parameters">The names of the parameters.</param>
    public string? File(params string[] parameters) =>
        parameters.Select(name => Text(_bound[name])).OfType<string>().Select(FullPath).FirstOrDefault(System.IO.File.Exists);

    /// <summary>The full path of a path that is typed.</summary>
    public string FullPath(string path) => Path.GetFullPath(Path.Combine(_location, path));

    private static string? Text(object? value) => value switch
    {
        PSObject wrapped => Text(wrapped.BaseObject),
        string text => text.Length > 0 ? text : null,
        IEnumerable many => many.Cast<object?>().Select(Text).FirstOrDefault(),
        null => null,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    // $PSDefaultParameterValues['*-Hris*:Configuration'] names the configuration once for a session.
    private string? Default(string parameter)
    {
        foreach (DictionaryEntry entry in _defaults ?? new Hashtable())
        {
            if (entry.Key is string key && key.LastIndexOf(':') is > 0 and var colon
                && string.Equals(key.Substring(colon + 1), parameter, StringComparison.OrdinalIgnoreCase)
                && new WildcardPattern(key.Substring(0, colon), WildcardOptions.IgnoreCase).IsMatch(_command))
            {
                return Text(entry.Value);
            }
        }

        return null;
    }
}
