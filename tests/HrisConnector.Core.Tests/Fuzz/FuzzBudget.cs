using Xunit;

namespace HrisConnector.Core.Tests.Fuzz;

/// <summary>The fuzz tests share one budget of time: one after another.</summary>
[CollectionDefinition(Name)]
public sealed class FuzzBudget
{
    public const string Name = "Fuzz";
}
