using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using HrisConnector.Core.Users;

namespace HrisConnector.Cmdlets.Completion;

/// <summary>The headers of the users file that stands on the line.</summary>
internal sealed class HeaderCompleter : BoundedCompleter
{
    /// <inheritdoc/>
    protected override IEnumerable<CompletionResult> Find(TypedLine line) => line.File("Path", "LiteralPath") is { } file
        ? UsersFileHeaders.Read(file, line.ConfigurationOrDefault).Distinct()
            .Where(header => Begins(header, line.Word) || Begins(WildcardPattern.Escape(header), line.Word))
            .Select(header => Offer(WildcardPattern.Escape(header), $"a column of {System.IO.Path.GetFileName(file)}"))
        : [];
}
