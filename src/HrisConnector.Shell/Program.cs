using System;
using System.Text;

namespace HrisConnector.Shell;

/// <summary>The entry point.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (!ShellArguments.TryParse(args, out var arguments, out var problem))
        {
            Console.Error.WriteLine(problem);
            Console.Error.WriteLine(ShellArguments.Usage);
            return ExitCodes.Usage;
        }

        if (arguments.Help)
        {
            Console.WriteLine(ShellArguments.Usage);
            return ExitCodes.Success;
        }

        if ((arguments.ModulePath ?? ModuleLocation.Find()) is not { } module)
        {
            Console.Error.WriteLine("The module HrisConnector was not found. Build it (dotnet build), or give -ModulePath.");
            return ExitCodes.Failure;
        }

        return new ScriptRun(arguments, module).Execute();
    }
}
