using System;
using System.IO;
using System.Reflection;

namespace HrisConnector.Cmdlets.Loading;

/// <summary>On Windows PowerShell 5.1, which has a single load context: what our own assemblies ask for is found in our folder, in
/// the version that is there. An assembly of anybody else never gets one of ours.</summary>
internal static class Dependencies
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(Dependencies).Assembly.Location)!;

    /// <summary>From now on the dependencies are found.</summary>
    public static void Attach()
    {
        NativeSqlite.Preload(Folder);
        AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    /// <summary>What is loaded stays; nothing new is found any more.</summary>
    public static void Detach() => AppDomain.CurrentDomain.AssemblyResolve -= Resolve;

    private static Assembly? Resolve(object? sender, ResolveEventArgs args)
    {
        if (args.RequestingAssembly is not { IsDynamic: false } requesting || !IsOurs(requesting))
        {
            return null;
        }

        // By simple name: packages were built against older versions of each other, and a module has no binding redirects.
        var path = Path.Combine(Folder, new AssemblyName(args.Name).Name + ".dll");
        return File.Exists(path) ? Assembly.LoadFrom(path) : null;
    }

    private static bool IsOurs(Assembly assembly) =>
        assembly.Location is { Length: > 0 } location
        && string.Equals(Path.GetDirectoryName(location), Folder, StringComparison.OrdinalIgnoreCase);
}
