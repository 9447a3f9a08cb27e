using System.Collections.Generic;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>All custom values of a user as they are sent.</summary>
internal sealed record CustomValuesInput(IReadOnlyList<ApiCustomValue> CustomValues);
