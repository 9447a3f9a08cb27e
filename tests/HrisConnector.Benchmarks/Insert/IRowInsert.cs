using System;

namespace HrisConnector.Benchmarks.Insert;

/// <summary>A prepared INSERT into one table.</summary>
internal interface IRowInsert : IDisposable
{
    void Run(object?[] row);
}
