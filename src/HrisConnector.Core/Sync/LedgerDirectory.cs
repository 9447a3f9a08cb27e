using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;

namespace HrisConnector.Core.Sync;

/// <summary>
/// Of which directory the ledger speaks. Under another one it would take everybody for synchronized who was so there: nobody would be created, and
/// identifiers of the one would be asked for in the other.
/// </summary>
internal static class LedgerDirectory
{
    private const string Embedded = "embedded";

    /// <summary>Makes sure that the ledger is of the configured directory.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.DirectoryChanged"/>.</exception>
    public static void Require(ConnectorStore store, Ledger ledger, ConnectorConfiguration configuration)
    {
        // Stores of earlier versions say nothing, and knew the embedded directory alone.
        if (!ledger.IsEmpty && (Read(store) ?? Embedded) is var known && known != NameOf(configuration))
            throw new HrisException(HrisErrors.DirectoryChanged, $"The connector '{configuration.Connector}' was synchronized with another directory ({known}) than the configured one ({NameOf(configuration)}).", configuration.Connector);
    }

    /// <summary>Remembers the configured directory.</summary>
    public static void Remember(ConnectorStore store, ConnectorConfiguration configuration)
    {
        using var write = store.Command("INSERT INTO setting (name, value) VALUES ('directory', $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", "$value");
        write.Run(NameOf(configuration));
    }

    private static string? Read(ConnectorStore store)
    {
        using var command = store.Command("SELECT value FROM setting WHERE name = 'directory'");
        return command.ExecuteScalar() as string;
    }

    private static string NameOf(ConnectorConfiguration configuration) =>
        configuration.Platform is { } platform ? $"360learning, {platform.BaseUri.Authority}, {platform.Platform}" : Embedded;
}
