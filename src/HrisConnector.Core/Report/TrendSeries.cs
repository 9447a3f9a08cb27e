using System;

namespace HrisConnector.Core.Report;

/// <summary>One figure of every run.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Class">What the style sheet calls it.</param>
/// <param name="Value">The figure.</param>
internal sealed record TrendSeries(string Name, string Class, Func<HrisSync, long> Value);
