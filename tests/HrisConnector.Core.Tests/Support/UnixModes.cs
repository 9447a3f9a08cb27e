using System;
using System.Reflection;
using System.Runtime.Versioning;

namespace HrisConnector.Core.Tests.Support;

/// <summary>Whether files have the modes of Unix, and the core knows them: its netstandard2.0 build is for Windows PowerShell and does not.</summary>
internal static class UnixModes
{
    public const string Missing = "Windows has access lists instead of modes, and so has the build for Windows PowerShell.";

    [UnsupportedOSPlatformGuard("windows")]
    public static bool Known { get; } = !OperatingSystem.IsWindows()
        && !typeof(Connector).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(".NETStandard", StringComparison.Ordinal);
}
