using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Sync;

/// <summary>
/// The planned changes on their way from the planner to the executor: a private file, because a first load is as large as the
/// users file and must not be held in memory.
/// </summary>
internal sealed class PlanSpool : IDisposable
{
    private readonly Stream _stream;
    private readonly BinaryWriter _writer;

    private PlanSpool(Stream stream)
    {
        _stream = stream;
        _writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>How many changes were added.</summary>
    public int Count { get; private set; }

    public static PlanSpool Create(string path) =>
        new(PrivateFile.Open(path, FileMode.Create, FileAccess.ReadWrite, 128 * 1024, FileOptions.DeleteOnClose));

    /// <summary>A spool that forgets: a preview executes nothing.</summary>
    public static PlanSpool Forgetful() => new(Stream.Null);

    public void Add(PlannedChange planned)
    {
        PlannedChangeFormat.Write(_writer, planned);
        Count++;
    }

    /// <summary>Reads all changes in the order in which they were added. To be called when none is added any more; can be repeated.</summary>
    public IEnumerable<PlannedChange> ReadAll()
    {
        _writer.Flush();
        _stream.Position = 0;
        using var reader = new BinaryReader(_stream, Encoding.UTF8, leaveOpen: true);
        for (var i = 0; i < Count; i++)
            yield return PlannedChangeFormat.Read(reader);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }
}
