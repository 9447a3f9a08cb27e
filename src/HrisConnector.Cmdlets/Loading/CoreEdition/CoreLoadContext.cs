using System;
using System.Reflection;
using System.Runtime.Loader;

namespace HrisConnector.Cmdlets.Loading;

/// <summary>Where the core and its packages live: whatever version of them PowerShell or another module has loaded, ours are used
/// here and nowhere else.</summary>
internal sealed class CoreLoadContext(string corePath) : AssemblyLoadContext("HrisConnector")
{
    // Scripts name the result types, so they are the ones of PowerShell's context.
    private const string Shared = "HrisConnector.Abstractions";

    private readonly AssemblyDependencyResolver _resolver = new(corePath);

    /// <summary>The core; loaded with the first call.</summary>
    public Assembly LoadCore() => LoadFromAssemblyPath(corePath);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name != Shared && _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
