using System.Collections.Generic;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The items of a bulk operation as they are sent.</summary>
internal sealed record MembershipsInput(IReadOnlyList<ApiMembership> Input);
