using System.Collections.Generic;
using HrisConnector.FakePlatform.Http;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>Every operation that the platform serves.</summary>
internal static class AllRoutes
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        .. TokenRoutes.Operations, .. UserRoutes.Operations, .. UserWriteRoutes.Operations, .. ManagerRoutes.Operations, .. CustomValueRoutes.Operations,
        .. ExternalIdRoutes.Operations, .. CustomFieldRoutes.Operations, .. GroupRoutes.Operations, .. BulkRoutes.Operations,
    ];
}
