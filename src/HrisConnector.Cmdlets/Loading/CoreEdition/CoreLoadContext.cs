using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace HrisConnector.Cmdlets.Loading;

/// <summary>Where the core and its packages live: whatever version of them PowerShell or another module has loaded, ours are used
/// here and nowhere else.</summary>
internal sealed class CoreLoadContext(string corePath) : AssemblyLoadContext("HrisConnector")
{
    // Scripts name the result types, so they are the ones of PowerShell's context.
    private const string Shared = "HrisConnector.Abstractions";
    private const string OfBothEditions = "BouncyCastle.Cryptography";

    private readonly AssemblyDependencyResolver _resolver = new(corePath);

    // bin/netstandard2.0 beside bin/net8.0/core: what is large is in the module once.
    private readonly string _bothEditions = Path.GetFullPath(Path.Combine(corePath, "..", "..", "..", "netstandard2.0"));

    /// <summary>The core; loaded with the first call.</summary>
    public Assembly LoadCore() => LoadFromAssemblyPath(corePath);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name switch
    {
        Shared => null,
        OfBothEditions => LoadFromAssemblyPath(Path.Combine(_bothEditions, OfBothEditions + ".dll")),
        _ => _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null,
    };

    /// <inheritdoc/>
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
