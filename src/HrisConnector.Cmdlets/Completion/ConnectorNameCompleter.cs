using System.Collections.Generic;
using System.Management.Automation;

namespace HrisConnector.Cmdlets.Completion;

/// <summary>The name of the connector that the configuration is for.</summary>
internal sealed class ConnectorNameCompleter : BoundedCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Find(TypedLine line)
    {
        var configuration = line.ConfigurationOrDefault;
        if (Begins(configuration.Connector, line.Word))
        {
            yield return Offer(configuration.Connector, configuration.StorePath);
        }
    }
}
