using System;
using System.IO;
#if NET
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
#endif

namespace HrisConnector.Core.Secrets;

/// <summary>Whether a file is its owner's alone.</summary>
internal static class FilePrivacy
{
    /// <summary>True when an account other than the owner, the current one and the machine's administrators may read the file.</summary>
    /// <exception cref="IOException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not look.</exception>
    public static bool OthersMayRead(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException("There is no such file.", path);
#if NET
        return OperatingSystem.IsWindows()
            ? OthersMayReadOnWindows(path)
            : (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0;
#else
        // This build is for Windows PowerShell; elsewhere it has no way to ask.
        return Path.DirectorySeparatorChar == '\\' && OthersMayReadOnWindows(path);
#endif
    }

    /// <summary>The same for whoever only warns: false as well when it cannot be found out.</summary>
    public static bool AreOthersKnownToRead(string path)
    {
        try
        {
            return OthersMayRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

#if NET
    [SupportedOSPlatform("windows")]
    private static bool OthersMayReadOnWindows(string path)
    {
        using var current = WindowsIdentity.GetCurrent();
        const AccessControlSections sections = AccessControlSections.Access | AccessControlSections.Owner;
        return WindowsPermissions.OthersMayRead(new FileInfo(path).GetAccessControl(sections).GetSecurityDescriptorSddlForm(sections), current.User?.Value);
    }
#else
    // .NET Framework has these types and .NET Standard has not; the packages that name them refuse to work there.
    private static bool OthersMayReadOnWindows(string path)
    {
        const int accessAndOwner = 2 | 4;
        try
        {
            var security = typeof(File).GetMethod("GetAccessControl", [typeof(string)])!.Invoke(null, [path])!;
            var toSddl = security.GetType().GetMethod("GetSecurityDescriptorSddlForm")!;
            var sections = Enum.ToObject(toSddl.GetParameters()[0].ParameterType, accessAndOwner);
            using var identity = (IDisposable)typeof(object).Assembly.GetType("System.Security.Principal.WindowsIdentity", throwOnError: true)!
                .GetMethod("GetCurrent", Type.EmptyTypes)!.Invoke(null, null)!;
            var user = identity.GetType().GetProperty("User")!.GetValue(identity);
            return WindowsPermissions.OthersMayRead((string)toSddl.Invoke(security, [sections])!, user?.ToString());
        }
        catch (System.Reflection.TargetInvocationException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw new UnauthorizedAccessException("The permissions of the file cannot be read.", e.InnerException);
        }
    }
#endif
}
