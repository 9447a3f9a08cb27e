using System;
using System.IO;
using System.Linq;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Intake;

/// <summary>
/// A folder for a private copy of whoever must not write into the connector's own: in the account's own local data, where nobody else can have put anything.
/// One that a killed process left behind is removed by the next.
/// </summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string LockName = "lock";
    private readonly FileStream _lock;

    private TemporaryFolder(string path, FileStream heldLock)
    {
        Path = path;
        _lock = heldLock;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    private static string Root => System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "HrisConnector", "temporary");

    /// <summary>Makes a folder.</summary>
    /// <exception cref="Errors.HrisException"><see cref="Errors.HrisErrors.WorkFolderNotWritten"/>.</exception>
    public static TemporaryFolder Make()
    {
        var name = Guid.NewGuid().ToString("N");
        try
        {
            if (System.IO.Path.IsPathRooted(Root))
            {
                PrivateFolder.Create(Root);
                RemoveAbandoned();
                return MakeAt(System.IO.Path.Combine(Root, name));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An account without a home, such as that of a bare service, has the common folder of temporary files alone.
        }

        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "hris-" + name);
        try
        {
            return MakeAt(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IncomingFile.NotWritten(path, e);
        }
    }

    private static TemporaryFolder MakeAt(string path)
    {
        PrivateFolder.Create(path);
        return new TemporaryFolder(path, PrivateFile.Open(System.IO.Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.Write));
    }

    public void Dispose()
    {
        _lock.Dispose();
        IncomingFile.Remove(Path);
    }

    // Whose lock can be taken is nobody's any more. One that is being made has no lock yet, and is young.
    private static void RemoveAbandoned()
    {
        foreach (var folder in Directory.EnumerateDirectories(Root).Where(IsAbandoned).ToArray())
            IncomingFile.Remove(folder);
    }

    private static bool IsAbandoned(string folder)
    {
        try
        {
            var held = System.IO.Path.Combine(folder, LockName);
            if (!File.Exists(held))
                return Directory.GetCreationTimeUtc(folder) < DateTime.UtcNow.AddHours(-1);
            using (new FileStream(held, FileMode.Open, FileAccess.Write, FileShare.None))
                return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
