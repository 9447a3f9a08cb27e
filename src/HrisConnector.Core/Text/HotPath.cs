using System.Runtime.CompilerServices;

namespace HrisConnector.Core.Text;

/// <summary>
/// How the few methods are compiled that run for every line of a file: optimized at once. A process that checks one file lives
/// about as long as the runtime needs to find out by itself which methods are hot.
/// </summary>
internal static class HotPath
{
#if NET
    public const MethodImplOptions Options = MethodImplOptions.AggressiveOptimization;
#else
    public const MethodImplOptions Options = 0;
#endif
}
