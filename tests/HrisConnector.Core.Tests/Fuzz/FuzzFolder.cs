using System;
using System.IO;

namespace HrisConnector.Core.Tests.Fuzz;

/// <summary>A folder for one input, in memory where the system has such a place: thousands of stores are made.</summary>
internal sealed class FuzzFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    public string Path { get; } = System.IO.Path.Combine(Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(), "hris-fuzz-" + Guid.NewGuid().ToString("N"));

    public FuzzFolder() => Directory.CreateDirectory(Path);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
