using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;

namespace HrisConnector.ModuleTests.Support;

/// <summary>Finds assemblies in these folders alone: Cecil's own resolver would look beside the tests first.</summary>
internal sealed class FolderResolver(params string[] folders) : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _found = [];

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters());

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (!_found.TryGetValue(name.Name, out var assembly))
        {
            var path = folders.Select(folder => Path.Combine(folder, name.Name + ".dll")).FirstOrDefault(File.Exists) ?? throw new AssemblyResolutionException(name);
            assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this });
            _found.Add(name.Name, assembly);
        }

        return assembly;
    }

    public void Dispose()
    {
        foreach (var assembly in _found.Values)
        {
            assembly.Dispose();
        }
    }
}
