using System.Globalization;
using System.IO;
using System.Text;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Tests.Support;

/// <summary>The connector's store, looked at and changed behind the connector's back.</summary>
internal static class StoreFile
{
    public static string PathOf(TestConnector connector) => Path.Combine(connector.Configuration.StorePath, "store.db");

    /// <summary>Every row of the directory.</summary>
    public static string Directory(TestConnector connector) =>
        Dump(connector, "SELECT * FROM user ORDER BY id") + Dump(connector, "SELECT * FROM custom_value ORDER BY 1, 2")
        + Dump(connector, "SELECT * FROM membership ORDER BY 1, 2, 3");

    /// <summary>Every row of the ledger and of the history.</summary>
    public static string Memory(TestConnector connector) =>
        Dump(connector, "SELECT key, user_id, hex(fingerprint), state, given_groups FROM ledger ORDER BY key") + Dump(connector, "SELECT * FROM run ORDER BY id");

    public static void Execute(TestConnector connector, string sql)
    {
        using var connection = Open(connector);
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    public static string Dump(TestConnector connector, string sql)
    {
        if (!File.Exists(PathOf(connector)))
            return "";
        using var connection = Open(connector);
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        var text = new StringBuilder();
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
                text.Append(reader.IsDBNull(i) ? "~" : System.Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)).Append('\t');
            text.Append('\n');
        }

        return text.ToString();
    }

    private static SqliteConnection Open(TestConnector connector)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = PathOf(connector), Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the tests
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
