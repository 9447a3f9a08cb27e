using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>The users whom no file ever touches: <see cref="ConnectorConfiguration.ProtectedUsers"/>.</summary>
internal sealed class ProtectedUsers(ConnectorConfiguration configuration)
{
    private readonly HashSet<Hash128> _keys = new(configuration.ProtectedUsers.Select(MatchKey.HashOf));

    /// <summary>Whether the user with this unique identifier is one of them.</summary>
    /// <param name="uniqueId">Its key.</param>
    [MethodImpl(HotPath.Options)]
    public bool Contains(Hash128 uniqueId) => _keys.Count > 0 && _keys.Contains(uniqueId);
}
