using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Csv;

/// <summary>
/// Reads a file stretch by stretch on several cores and gives the stretches in the order of the file, as if one thread had read it. A
/// stretch is taken to begin at a line break. Whether that line break ended a line or stood inside quotes is known when the stretch before
/// it has been read; where it stood inside quotes, or where reading failed, the stretch is read again in its turn.
/// </summary>
/// <typeparam name="TLine">What is kept of a line.</typeparam>
/// <param name="open">Opens a reader of the file that stands on its header.</param>
/// <param name="newWork">Makes what one thread does with the lines.</param>
/// <param name="size">How many bytes a stretch has, about.</param>
/// <param name="threads">How many threads read besides the one that asks for the stretches; a file of one or two stretches has no use for them.</param>
internal sealed class LineBlocks<TLine>(Func<CsvLineReader> open, Func<ILineWork<TLine>> newWork, int size, int threads)
    where TLine : struct
{
    private const int UsualLine = 256;
    private const int AheadOfEach = 4; // the first lines are entered slowly, into memory that nobody has touched yet
    private static readonly TimeSpan TimeToLookUp = TimeSpan.FromMilliseconds(100); // whether the run was stopped

    private readonly object _lock = new();
    private readonly Queue<LineBlock<TLine>> _ahead = new(); // handed out to threads or done by them, in the order of the file
    private readonly Stack<LineBlock<TLine>> _free = new();
    private long _next; // where the first stretch begins that nobody has
    private int _working;
    private volatile bool _stopped;

    /// <summary>The size of the file in bytes; known when reading has begun.</summary>
    public long Length { get; private set; }

    /// <summary>How many lines the file has if all its stretches are like the one given, or have lines of a usual length.</summary>
    public long LinesLike(LineBlock<TLine> block) => Math.Max(block.Count * Length / Math.Max(1, block.End - block.Start), Length / UsualLine);

    /// <summary>Reads the stretches. Each is valid until the next is asked for. To be called once.</summary>
    /// <param name="cancellationToken">Stops.</param>
    public IEnumerable<LineBlock<TLine>> Read(CancellationToken cancellationToken)
    {
        using var reader = open();
        var work = newWork();
        var line = reader.EndLine;
        var position = _next = reader.End;
        Length = reader.Length;
        var tasks = Length > 2L * size ? StartThreads() : [];
        try
        {
            while (position < Length)
            {
                var block = Take(reader, cancellationToken);
                if (block.Stop > position)
                {
                    if (block.IsRead && block.Start == position)
                        block.LinesBefore = line - 1;
                    else
                        block.Fill(reader, work, position, line, () => cancellationToken.IsCancellationRequested);
                    cancellationToken.ThrowIfCancellationRequested();
                    (position, line) = (block.End, block.LinesBefore + block.EndLine);
                    yield return block;
                }

                lock (_lock)
                    _free.Push(block);
            }
        }
        finally
        {
            _stopped = true;
            lock (_lock)
                Monitor.PulseAll(_lock);
            Task.WaitAll(tasks, CancellationToken.None);
        }
    }

    private Task[] StartThreads()
    {
        _working = threads;
        return Enumerable.Range(0, threads)
            .Select(_ => Task.Factory.StartNew(ReadAhead, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
    }

    private void ReadAhead()
    {
        try
        {
            using var reader = open();
            var work = newWork();
            while (TakeNew(reader) is { } block)
                ReadAhead(block, reader, work);
        }
#pragma warning disable CA1031 // Whatever it is: the stretch is read again in its turn, and what is wrong with it is found there.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        finally
        {
            lock (_lock)
            {
                _working--;
                Monitor.PulseAll(_lock);
            }
        }
    }

    private void ReadAhead(LineBlock<TLine> block, CsvLineReader reader, ILineWork<TLine> work)
    {
        try
        {
            // Numbers from 1: how many lines are before is known later.
            block.Fill(reader, work, block.Start, 1, () => _stopped);
        }
        finally
        {
            lock (_lock)
            {
                block.IsDone = true;
                Monitor.PulseAll(_lock);
            }
        }
    }

    // The threads read no further ahead than they must in order to be busy.
    private LineBlock<TLine>? TakeNew(CsvLineReader reader)
    {
        lock (_lock)
        {
            while (!_stopped && _ahead.Count >= threads * AheadOfEach)
                Monitor.Wait(_lock);
            if (_stopped || _next >= Length)
                return null;
            var block = Next(reader);
            _ahead.Enqueue(block);
            return block;
        }
    }

    /// <summary>The next stretch in order: read ahead, or not yet read when nobody reads ahead.</summary>
    private LineBlock<TLine> Take(CsvLineReader reader, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            while (_ahead.Count > 0 ? !_ahead.Peek().IsDone : _working > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Monitor.Wait(_lock, TimeToLookUp);
            }

            if (_ahead.Count == 0)
                return Next(reader);
            Monitor.PulseAll(_lock);
            return _ahead.Dequeue();
        }
    }

    private LineBlock<TLine> Next(CsvLineReader reader)
    {
        var block = _free.Count > 0 ? _free.Pop() : new LineBlock<TLine>();
        block.Reset(_next, Math.Min(reader.LineBreakAt(_next + size), Length));
        _next = block.Stop;
        return block;
    }
}
