using System;
using System.Collections.Generic;

namespace HrisConnector.Benchmarks.Insert;

/// <summary>The rows of one table on their way into the other store.</summary>
internal sealed class TableCopy(TableRows rows, IRowInsert insert) : IDisposable
{
    public List<object?[]> Batch { get; private set; } = [];

    public IRowInsert Insert => insert;

    public void ReadBatch(int size) => Batch = rows.Read(size);

    public void Dispose()
    {
        insert.Dispose();
        rows.Dispose();
    }
}
