using System;
using System.Management.Automation;

namespace HrisConnector.Cmdlets.Loading;

/// <summary>Called by PowerShell when the module is imported and removed: lets the cmdlets find the core and its packages.</summary>
public sealed class ModuleLoader : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly object Gate = new();

    // A process may hold several runspaces, and each imports and removes the module for itself.
    private static int _imports;

    /// <inheritdoc/>
    public void OnImport()
    {
        lock (Gate)
        {
            if (_imports++ == 0)
            {
                Dependencies.Attach();
            }
        }

        // Otherwise the result types would be loaded by the first cmdlet, and a script that names one before it would find none.
        GC.KeepAlive(typeof(HrisSync));
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        lock (Gate)
        {
            if (_imports > 0 && --_imports == 0)
            {
                Dependencies.Detach();
            }
        }
    }
}
