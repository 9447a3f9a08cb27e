using System.Management.Automation.Runspaces;
using System.Reflection;

namespace HrisConnector.Shell;

/// <summary>Lets <c>exit n</c> in the script file that comes next end the shell with n. Otherwise a script file keeps its exit to
/// itself (it may have been called by another script), and n could not be told from the exit code of a program that it ran.</summary>
internal static class ExitOfScriptFile
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>What pwsh does before it runs the file of -File; the engine offers it to pwsh alone. The package's version is
    /// pinned and a test watches over it.</summary>
    public static void Reaches(Runspace runspace)
    {
        var context = typeof(Runspace).GetProperty("ExecutionContext", Internal)?.GetValue(runspace);
        context?.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Internal)?.SetValue(context, true);
    }
}
