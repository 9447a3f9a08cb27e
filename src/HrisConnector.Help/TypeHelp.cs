using System.Collections.Generic;

namespace HrisConnector.Help;

/// <summary>A type that a cmdlet takes from the pipeline or gives to it.</summary>
internal sealed record TypeHelp(string Name, IReadOnlyList<string> Text);
