using System;
using System.Diagnostics;

namespace HrisConnector.Benchmarks.Measuring;

/// <summary>Wall and processor time of a measurement. It runs from the start; what only prepares the work is done while it stands.</summary>
internal sealed class Clock
{
    private readonly Stopwatch _wall = Stopwatch.StartNew();
    private TimeSpan _processorBefore = Environment.CpuUsage.TotalTime;
    private TimeSpan _processor;

    public TimeSpan Wall => _wall.Elapsed;

    /// <summary>User and system time of all threads: what somebody else does on a shared machine counts little here.</summary>
    public TimeSpan Processor => _wall.IsRunning ? _processor + (Environment.CpuUsage.TotalTime - _processorBefore) : _processor;

    public void Stop()
    {
        _processor = Processor;
        _wall.Stop();
    }

    public void Start()
    {
        _processorBefore = Environment.CpuUsage.TotalTime;
        _wall.Start();
    }
}
