using System.Linq;
using HrisConnector.Core.Groups;

namespace HrisConnector.Core.Tests.Support;

/// <summary>Group trees for tests: <c>Company</c> is private, <c>Company/Sales*</c> public.</summary>
internal static class Trees
{
    /// <summary>Groups by their paths, with ids from 1; a star at the end marks a public one.</summary>
    public static GroupTree Of(params string[] paths) => new([.. paths.Select((path, i) =>
        new Group((i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), path.TrimEnd('*'), path.EndsWith('*')))]);
}
