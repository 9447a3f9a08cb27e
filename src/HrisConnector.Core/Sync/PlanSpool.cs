using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using HrisConnector.Core.Collections;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Sync;

/// <summary>
/// The planned changes on their way from the planner to the executor: a private file, because a first load is as large as the
/// users file and must not be held in memory. It is written behind and read ahead on another thread: both sides have enough to do.
/// </summary>
internal sealed class PlanSpool : IDisposable
{
    private const int ChunkSize = 1000;
    private readonly Stream? _stream;
    private readonly BinaryWriter? _writer;
    private List<PlannedChange> _added = new(ChunkSize);
    private Task _writing = Task.CompletedTask;

    private PlanSpool(Stream? stream)
    {
        _stream = stream;
        _writer = stream is null ? null : new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
    }

    /// <summary>How many changes were added.</summary>
    public int Count { get; private set; }

    public static PlanSpool Create(string path) =>
        new(PrivateFile.Open(path, FileMode.Create, FileAccess.ReadWrite, 128 * 1024, FileOptions.DeleteOnClose));

    /// <summary>A spool that forgets: a preview executes nothing.</summary>
    public static PlanSpool Forgetful() => new(null);

    /// <summary>Adds a change, which nobody alters any more.</summary>
    public void Add(PlannedChange planned)
    {
        Count++;
        if (_writer is null)
            return;
        _added.Add(planned);
        if (_added.Count == ChunkSize)
            WriteBehind(_writer);
    }

    /// <summary>Reads all changes in the order in which they were added. To be called when none is added any more; can be repeated.</summary>
    public IEnumerable<PlannedChange> ReadAll()
    {
        if (_stream is null || _writer is null)
            return [];
        _writing.GetAwaiter().GetResult();
        Write(_writer, _added);
        _added.Clear();
        _writer.Flush();
        return Count <= ChunkSize ? Read(_stream) : ReadAhead.Of(Read(_stream));
    }

    public void Dispose()
    {
        Task.WaitAny(_writing);
        _writer?.Dispose();
        _stream?.Dispose();
    }

    private IEnumerable<PlannedChange> Read(Stream stream)
    {
        stream.Position = 0;
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        for (var i = 0; i < Count; i++)
            yield return PlannedChangeFormat.Read(reader);
    }

    // One part at a time: when the writing does not keep up, the planner waits.
    private void WriteBehind(BinaryWriter writer)
    {
        _writing.GetAwaiter().GetResult();
        var part = _added;
        _added = new List<PlannedChange>(ChunkSize);
        _writing = Task.Run(() => Write(writer, part));
    }

    private static void Write(BinaryWriter writer, List<PlannedChange> part)
    {
        foreach (var planned in part)
            PlannedChangeFormat.Write(writer, planned);
    }
}
