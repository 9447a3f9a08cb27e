using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace HrisConnector.Shell;

/// <summary>Binds the arguments after a script file as pwsh does: <c>-Name value</c>, <c>-Name:value</c>, <c>-Switch</c>, values by position.</summary>
internal static class ScriptParameters
{
    public static void Add(PowerShell shell, IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var colon = argument.IndexOf(':', StringComparison.Ordinal);
            if (argument.Length < 2 || argument[0] != '-' || char.IsAsciiDigit(argument[1]))
            {
                shell.AddArgument(argument);
            }
            else if (colon < 0)
            {
                // With its dash, the name is bound as it would be in a script: what follows may be its value.
                shell.AddParameter(argument, null);
            }
            else if (colon < argument.Length - 1)
            {
                shell.AddParameter(argument[1..colon], Value(argument[(colon + 1)..]));
            }
            else
            {
                shell.AddParameter(argument[1..colon], i + 1 < arguments.Count ? Value(arguments[++i]) : null);
            }
        }
    }

    // A shell has only strings; -Switch:$false is the one value that a string cannot express.
    private static object Value(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" => true,
        "$FALSE" => false,
        _ => text,
    };
}
