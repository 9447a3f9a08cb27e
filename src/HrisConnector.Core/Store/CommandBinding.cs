using System;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Store;

/// <summary>Prepared statements are kept and used again with other values.</summary>
internal static class CommandBinding
{
    /// <summary>Gives the parameters of a command their values, in order; null is SQL's NULL.</summary>
    /// <returns>The command.</returns>
    public static SqliteCommand Bind(this SqliteCommand command, params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <summary>Binds values and executes.</summary>
    /// <returns>The number of rows changed.</returns>
    public static int Run(this SqliteCommand command, params object?[] values) => command.Bind(values).ExecuteNonQuery();
}
