using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace HrisConnector.FakePlatform;

/// <summary>The faults on demand. The first one that fits a request meets it; the others do not count it.</summary>
public sealed class FaultList
{
    private readonly Lock _gate = new();
    private readonly List<Fault> _faults = [];

    /// <summary>Adds a fault for the requests that come from now on.</summary>
    /// <param name="kind">What goes wrong.</param>
    /// <param name="operation">The operation that it waits for, e.g. <c>POST /api/v2/users</c>; <c>*</c> for any.</param>
    /// <param name="after">How many fitting requests pass before it.</param>
    /// <param name="times">How many requests it meets.</param>
    /// <param name="delay">How long <see cref="FaultKind.Slow"/> and <see cref="FaultKind.Hang"/> hold a request; null until it is released.</param>
    public Fault Add(FaultKind kind, string operation = "*", int after = 0, int times = 1, TimeSpan? delay = null)
    {
        var fault = new Fault(kind, operation, after, times, delay);
        lock (_gate)
        {
            _faults.Add(fault);
        }
        return fault;
    }

    /// <summary>Removes all faults; what they hold back is let go.</summary>
    public void Clear()
    {
        Fault[] removed;
        lock (_gate)
        {
            removed = [.. _faults];
            _faults.Clear();
        }
        foreach (Fault fault in removed)
        {
            fault.Release();
        }
    }

    internal Fault? Take(string operation) => Take(operation, kind => kind is not (FaultKind.BulkItemError or FaultKind.BulkOperationError));

    internal Fault? Take(string operation, FaultKind kind) => Take(operation, candidate => candidate == kind);

    private Fault? Take(string operation, Func<FaultKind, bool> kinds)
    {
        lock (_gate)
        {
            return _faults.FirstOrDefault(fault => kinds(fault.Kind) && fault.Meets(operation));
        }
    }
}
