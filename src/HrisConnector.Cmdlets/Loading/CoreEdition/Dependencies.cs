using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace HrisConnector.Cmdlets.Loading;

/// <summary>On PowerShell 7: the core is found in its own load context, and everything else through it.</summary>
internal static class Dependencies
{
    private const string CoreName = "HrisConnector.Core";

    // One for the process: after a removal and another import, the cmdlets' assembly is still the same and bound to the same core.
    private static readonly Lazy<CoreLoadContext> Context = new(() => new CoreLoadContext(
        Path.Combine(Path.GetDirectoryName(typeof(Dependencies).Assembly.Location)!, "core", CoreName + ".dll")));

    /// <summary>From now on the core is found.</summary>
    public static void Attach() => AssemblyLoadContext.Default.Resolving += Resolve;

    /// <summary>What is loaded stays; nothing new is found any more.</summary>
    public static void Detach() => AssemblyLoadContext.Default.Resolving -= Resolve;

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) => name.Name == CoreName ? Context.Value.LoadCore() : null;
}
