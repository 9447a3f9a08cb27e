using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace HrisConnector.Shell;

/// <summary>What the command line asks for.</summary>
/// <param name="Command">The text of a script.</param>
/// <param name="File">The path of a script file.</param>
/// <param name="ScriptArguments">What follows the script file.</param>
/// <param name="ModulePath">The module to import instead of the one that was built.</param>
/// <param name="Help">True when only the usage is wanted.</param>
internal sealed record ShellArguments(string? Command, string? File, IReadOnlyList<string> ScriptArguments, string? ModulePath, bool Help)
{
    public const string Usage = """
        Usage: HrisConnector.Shell [-ModulePath <HrisConnector.psd1>] -Command <script>
               HrisConnector.Shell [-ModulePath <HrisConnector.psd1>] -File <script.ps1> [arguments]
        Runs a PowerShell script with the module HrisConnector imported. The exit code is that of pwsh.
        """;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out ShellArguments? arguments, [NotNullWhen(false)] out string? problem)
    {
        arguments = null;
        problem = null;
        string? modulePath = null;
        for (var i = 0; i < args.Length; i++)
        {
            var rest = args[(i + 1)..];
            switch (args[i].TrimStart('-').ToUpperInvariant())
            {
                case "MODULEPATH" or "C" or "COMMAND" or "F" or "FILE" when rest.Length == 0:
                    problem = $"The argument {args[i]} needs a value.";
                    return false;
                case "H" or "HELP" or "?":
                    arguments = new ShellArguments(null, null, [], modulePath, Help: true);
                    return true;
                case "MODULEPATH":
                    modulePath = args[++i];
                    break;
                case "C" or "COMMAND":
                    // Everything after it is the script, as with pwsh.
                    arguments = new ShellArguments(string.Join(' ', rest), null, [], modulePath, Help: false);
                    return true;
                case "F" or "FILE":
                    arguments = new ShellArguments(null, rest[0], [.. rest.Skip(1)], modulePath, Help: false);
                    return true;
                default:
                    problem = $"The argument {args[i]} is not known.";
                    return false;
            }
        }

        problem = "There is nothing to run.";
        return false;
    }
}
