using System;
using System.Globalization;
using System.Management.Automation;

namespace HrisConnector.ModuleTests.Support;

/// <summary>Reads properties as a script does: the tests do not refer to the module's types.</summary>
internal static class PSObjectExtensions
{
    public static object? Get(this PSObject value, string property)
    {
        var found = value.Properties[property] ?? throw new InvalidOperationException($"{value.TypeNames[0]} has no property {property}.");
        return found.Value is PSObject wrapped ? wrapped.BaseObject : found.Value;
    }

    public static string Text(this PSObject value, string property) => Convert.ToString(value.Get(property), CultureInfo.InvariantCulture) ?? "";

    public static long Number(this PSObject value, string property) => Convert.ToInt64(value.Get(property), CultureInfo.InvariantCulture);
}
