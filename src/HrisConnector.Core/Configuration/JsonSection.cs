using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;

namespace HrisConnector.Core.Configuration;

/// <summary>
/// An object of the configuration while it is read: each getter takes one property, and what nobody took in the end is unknown.
/// Faults are collected, so that one look shows them all.
/// </summary>
internal sealed class JsonSection
{
    private readonly JsonElementWithLine _element;
    private readonly string _name;
    private readonly string _folder;
    private readonly List<ConfigurationFault> _faults;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <param name="element">The object.</param>
    /// <param name="name">Its name in messages; empty for the whole configuration.</param>
    /// <param name="folder">The folder that relative paths are relative to.</param>
    /// <param name="faults">Receives the faults.</param>
    public JsonSection(JsonElementWithLine element, string name, string folder, List<ConfigurationFault> faults)
    {
        _element = element;
        _name = name;
        _folder = folder;
        _faults = faults;
        foreach (var repeated in element.Properties.GroupBy(property => property.Key).Where(group => group.Count() > 1))
            Fault(repeated.Last().Value, $"'{Full(repeated.Key)}' stands twice");
    }

    public JsonElementWithLine? Take(string property)
    {
        _known.Add(property);
        foreach (var pair in _element.Properties)
        {
            if (pair.Key == property)
                return pair.Value.Kind == JsonValueKind.Null ? null : pair.Value;
        }

        return null;
    }

    /// <summary>True when the property stands there and is null: a setting that is switched off.</summary>
    public bool IsNull(string property) => _element.Properties.Any(pair => pair.Key == property && pair.Value.Kind == JsonValueKind.Null);

    public JsonSection? Section(string property, string otherwise = "must be an object")
    {
        var value = Take(property);
        if (value is null)
            return null;
        if (value.Kind == JsonValueKind.Object)
            return new JsonSection(value, Full(property), _folder, _faults);
        Fault(value, $"'{Full(property)}' {otherwise}");
        return null;
    }

    public IEnumerable<JsonSection> Sections(string property)
    {
        var number = 0;
        foreach (var item in Items(property))
        {
            var name = $"{property}[{number++}]";
            if (item.Kind == JsonValueKind.Object)
                yield return new JsonSection(item, Full(name), _folder, _faults);
            else
                Fault(item, $"'{Full(name)}' must be an object");
        }
    }

    public string? Text(string property, bool required = false)
    {
        var value = Take(property);
        if (value is null)
        {
            if (required)
                Fault(_element, $"'{Full(property)}' is missing");
            return null;
        }

        if (value.Kind == JsonValueKind.String && value.Text.Trim().Length > 0)
            return value.Text;
        Fault(value, $"'{Full(property)}' must be a text that is not blank");
        return null;
    }

    public IReadOnlyList<string>? Texts(string property)
    {
        if (Take(property) is null)
            return null;
        var texts = new List<string>();
        foreach (var item in Items(property))
        {
            if (item.Kind == JsonValueKind.String && item.Text.Trim().Length > 0)
                texts.Add(item.Text.Trim());
            else
                Fault(item, $"'{Full(property)}' must hold texts that are not blank");
        }

        return texts;
    }

    /// <summary>The full path of a file or folder.</summary>
    public string? Path(string property) => Text(property) is { } path ? FullPath(property, path) : null;

    /// <summary>Full paths; none when the property is not there.</summary>
    public IReadOnlyList<string> Paths(string property) => (Texts(property) ?? []).Select(path => FullPath(property, path)).ToArray();

    public bool? Flag(string property)
    {
        var value = Take(property);
        if (value is null)
            return null;
        if (value.Kind is JsonValueKind.True or JsonValueKind.False)
            return value.Kind == JsonValueKind.True;
        Fault(value, $"'{Full(property)}' must be true or false");
        return null;
    }

    public double? Number(string property, double minimum, double maximum, bool whole)
    {
        var value = Take(property);
        if (value is null)
            return null;
        if (value.Kind == JsonValueKind.Number)
        {
            var number = double.Parse(value.Text, CultureInfo.InvariantCulture);
            if (number >= minimum && number <= maximum && (!whole || Math.Floor(number) == number))
                return number;
        }

        Fault(value, $"'{Full(property)}' must be a {(whole ? "whole " : "")}number from {minimum} to {maximum}");
        return null;
    }

    public T? Choice<T>(string property, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        var value = Take(property);
        if (value is null)
            return null;
        if (value.Kind == JsonValueKind.String && choices.TryGetValue(value.Text, out var choice))
            return choice;
        Fault(value, $"'{Full(property)}' must be one of: {string.Join(", ", choices.Keys)}");
        return null;
    }

    public IReadOnlyList<T>? Choices<T>(string property, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        var texts = Texts(property);
        if (texts is null)
            return null;
        if (texts.Count == 0 || texts.Any(text => !choices.ContainsKey(text)))
            Fault(property, $"must hold at least one of: {string.Join(", ", choices.Keys)}");
        return texts.Where(choices.ContainsKey).Select(text => choices[text]).Distinct().ToArray();
    }

    public void Fault(string property, string message) => Fault(Take(property) ?? _element, $"'{Full(property)}' {message}");

    /// <summary>Says which properties nobody knows. To be called when all were taken.</summary>
    public void RefuseUnknown()
    {
        foreach (var pair in _element.Properties)
        {
            if (!_known.Contains(pair.Key))
                Fault(pair.Value, $"'{Full(pair.Key)}' is not a known property");
        }
    }

    private List<JsonElementWithLine> Items(string property)
    {
        var value = Take(property);
        if (value is null)
            return [];
        if (value.Kind == JsonValueKind.Array)
            return value.Items;
        Fault(value, $"'{Full(property)}' must be a list");
        return [];
    }

    private string FullPath(string property, string path)
    {
        try
        {
            return System.IO.Path.GetFullPath(System.IO.Path.Combine(_folder, path));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or System.IO.PathTooLongException)
        {
            Fault(property, "is not a path");
            return _folder;
        }
    }

    private string Full(string property) => _name.Length == 0 ? property : $"{_name}.{property}";

    private void Fault(JsonElementWithLine at, string message) => _faults.Add(new(at.Line, message));
}
