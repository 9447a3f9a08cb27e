using System.Collections.Generic;
using System.Threading.Tasks;

namespace HrisConnector.Core.Collections;

/// <summary>Takes the items of a sequence on another thread, a little ahead of whoever uses them.</summary>
internal static class ReadAhead
{
    private const int ChunkSize = 1000;

    /// <summary>The same items in the same order. The source is used by one thread at a time, and by none any more when the enumeration has ended or
    /// is given up.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> items)
    {
        using var source = items.GetEnumerator();
        var next = Task.Run(() => Take(source));
        try
        {
            while (true)
            {
                var chunk = next.GetAwaiter().GetResult();
                if (chunk.Count < ChunkSize)
                {
                    foreach (var item in chunk)
                        yield return item;
                    yield break;
                }

                next = Task.Run(() => Take(source));
                foreach (var item in chunk)
                    yield return item;
            }
        }
        finally
        {
            Task.WaitAny(next); // throws nothing: whoever gives up does not want to hear what went wrong further on
        }
    }

    private static List<T> Take<T>(IEnumerator<T> source)
    {
        var chunk = new List<T>(ChunkSize);
        while (chunk.Count < ChunkSize && source.MoveNext())
            chunk.Add(source.Current);
        return chunk;
    }
}
