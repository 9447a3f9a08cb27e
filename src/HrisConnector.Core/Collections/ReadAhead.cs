using System.Collections.Generic;
using System.Threading.Tasks;

namespace HrisConnector.Core.Collections;

/// <summary>Takes the items of a sequence on another thread, a little ahead of whoever uses them.</summary>
internal static class ReadAhead
{
    /// <summary>The same items in the same order. The source is used by one thread at a time, and by none any more when the enumeration has ended or
    /// is given up.</summary>
    /// <param name="items">The sequence.</param>
    /// <param name="chunkSize">How many items are taken at a time; it is never further ahead than that.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> items, int chunkSize = 1000)
    {
        using var source = items.GetEnumerator();
        var next = Task.Run(() => Take(source, chunkSize));
        try
        {
            while (true)
            {
                var chunk = next.GetAwaiter().GetResult();
                if (chunk.Count < chunkSize)
                {
                    foreach (var item in chunk)
                        yield return item;
                    yield break;
                }

                next = Task.Run(() => Take(source, chunkSize));
                foreach (var item in chunk)
                    yield return item;
            }
        }
        finally
        {
            Task.WaitAny(next); // throws nothing: whoever gives up does not want to hear what went wrong further on
        }
    }

    private static List<T> Take<T>(IEnumerator<T> source, int chunkSize)
    {
        var chunk = new List<T>(chunkSize);
        while (chunk.Count < chunkSize && source.MoveNext())
            chunk.Add(source.Current);
        return chunk;
    }
}
