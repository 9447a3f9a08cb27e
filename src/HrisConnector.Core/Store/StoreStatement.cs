using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using HrisConnector.Core.Text;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Store;

/// <summary>
/// A statement that runs for every user: prepared once, its parameters bound and its columns read by their place, without an object for any of
/// them. For everything else there is <see cref="ConnectorStore.Command"/>, which does the same with more comfort.
/// </summary>
/// <remarks>
/// Parameters are counted from 1 and columns from 0, as SQLite does. Every parameter is to be bound for each run; a number or NULL that is bound already
/// is not bound again. Used by one thread at a time, as its store is, and disposed before it.
/// </remarks>
internal sealed unsafe class StoreStatement : IDisposable
{
    // Texts and bytes wait here for the step, so that SQLite need not copy them; what does not fit is copied by it.
    private const int RoomSize = 4096;
    private const int Parameters = 16;
    private const int PauseWhenBusy = 150;
    private readonly SqliteConnection _connection;
    private readonly string _sql;
    private IntPtr _database;
    private IntPtr _statement;
    private byte* _room;
    private int _used;
    private readonly (Bound Kind, long Number)[] _bound = new (Bound, long)[Parameters + 1]; // those behind are bound every time

    private enum Bound : byte
    {
        Other,
        Null,
        Number,
    }

    /// <summary>A statement; it is prepared when it is first used.</summary>
    /// <param name="connection">The connection of the store.</param>
    /// <param name="sql">The text, one statement.</param>
    public StoreStatement(SqliteConnection connection, string sql)
    {
        _connection = connection;
        _sql = sql;
    }

    /// <summary>The key of the row that was inserted last.</summary>
    public long LastInsertRowId => SqliteLibrary.LastInsertRowId(_database);

    public void BindNull(int parameter)
    {
        if (!IsBound(parameter, Bound.Null, 0))
            Require(SqliteLibrary.BindNull(Statement, parameter));
    }

    public void Bind(int parameter, long value)
    {
        if (!IsBound(parameter, Bound.Number, value))
            Require(SqliteLibrary.BindInt64(Statement, parameter, value));
    }

    public void Bind(int parameter, long? value)
    {
        if (value is { } number)
            Bind(parameter, number);
        else
            BindNull(parameter);
    }

    public void Bind(int parameter, string? value)
    {
        if (value is null)
        {
            BindNull(parameter);
            return;
        }

        var statement = Statement;
        IsBound(parameter, Bound.Other, 0);
        if (value.Length <= (RoomSize - _used) / 3) // a char takes three bytes at most
        {
            var place = _room + _used;
            int length;
            fixed (char* chars = value)
                length = value.Length == 0 ? 0 : Encoding.UTF8.GetBytes(chars, value.Length, place, RoomSize - _used);
            _used += length;
            Require(SqliteLibrary.BindText(statement, parameter, place, length, SqliteLibrary.Static));
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* place = bytes)
            Require(SqliteLibrary.BindText(statement, parameter, place, bytes.Length, SqliteLibrary.Transient));
    }

    public void Bind(int parameter, ReadOnlySpan<byte> value)
    {
        var statement = Statement;
        IsBound(parameter, Bound.Other, 0);
        if (value.Length <= RoomSize - _used)
        {
            var place = _room + _used;
            value.CopyTo(new Span<byte>(place, RoomSize - _used));
            _used += value.Length;
            Require(SqliteLibrary.BindBlob(statement, parameter, place, value.Length, SqliteLibrary.Static));
            return;
        }

        fixed (byte* place = value)
            Require(SqliteLibrary.BindBlob(statement, parameter, place, value.Length, SqliteLibrary.Transient));
    }

    /// <summary>Goes to the next row. At the end the statement is reset, ready for other values.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="SqliteException">It failed; the statement is reset.</exception>
    [MethodImpl(HotPath.Options)]
    public bool Step()
    {
        var result = SqliteLibrary.Step(Statement);
        if (result == SqliteLibrary.Row)
            return true;
        if (result is SqliteLibrary.Busy or SqliteLibrary.Locked)
            result = StepAgain();
        if (result == SqliteLibrary.Row)
            return true;
        if (result != SqliteLibrary.Done)
            Fail(result);
        Reset();
        return false;
    }

    /// <summary>Executes to the end; rows are passed over.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Executes to the end.</summary>
    /// <returns>How many rows were changed.</returns>
    /// <exception cref="SqliteException">It failed.</exception>
    public int RunAndCount()
    {
        Run();
        return SqliteLibrary.Changes(_database);
    }

    /// <summary>The number in the first column of the first row; null when there is no row. The statement is ready for other values.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public long? FirstInt64()
    {
        if (!Step())
            return null;
        var number = Int64(0);
        Reset();
        return number;
    }

    /// <summary>The text in the first column of the first row; null when it is NULL or there is no row. The statement is ready for other values.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public string? FirstText()
    {
        if (!Step())
            return null;
        var text = Text(0);
        Reset();
        return text;
    }

    /// <summary>Lets go of a row before the end, ready for other values.</summary>
    public void Reset()
    {
        _ = SqliteLibrary.Reset(_statement); // tells once more what the last step told
        _used = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Int64(int column) => SqliteLibrary.ColumnInt64(_statement, column);

    public string? Text(int column)
    {
        var text = SqliteLibrary.ColumnText(_statement, column);
        return text is null ? null : Encoding.UTF8.GetString(text, SqliteLibrary.ColumnBytes(_statement, column));
    }

    /// <summary>The bytes of a column as they are stored, of a text too; valid until the next step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Bytes(int column)
    {
        var bytes = SqliteLibrary.ColumnBlob(_statement, column);
        return new ReadOnlySpan<byte>(bytes, bytes is null ? 0 : SqliteLibrary.ColumnBytes(_statement, column));
    }

    public void Dispose()
    {
        if (_statement == IntPtr.Zero)
            return;
        _ = SqliteLibrary.Finalize(_statement);
        _statement = IntPtr.Zero;
        Marshal.FreeHGlobal((IntPtr)_room);
    }

    // Most users have some of their values in common, and each call of SQLite costs more than this.
    private bool IsBound(int parameter, Bound kind, long number)
    {
        if (parameter > Parameters)
            return false;
        ref var bound = ref _bound[parameter];
        var same = kind != Bound.Other && bound.Kind == kind && bound.Number == number;
        bound = (kind, number);
        return same;
    }

    private IntPtr Statement => _statement != IntPtr.Zero ? _statement : Prepare();

    private IntPtr Prepare()
    {
        _database = _connection.Handle!.DangerousGetHandle(); // the connection outlives its statements
        var text = Encoding.UTF8.GetBytes(_sql);
        fixed (byte* bytes = text)
            Require(SqliteLibrary.Prepare(_database, bytes, text.Length, SqliteLibrary.Persistent, out _statement, IntPtr.Zero));
        _room = (byte*)Marshal.AllocHGlobal(RoomSize);
        return _statement;
    }

    // Another process is just opening or closing the store: wait as long as the provider's commands do.
    private int StepAgain()
    {
        var clock = Stopwatch.StartNew();
        int result;
        do
        {
            _ = SqliteLibrary.Reset(_statement);
            Thread.Sleep(PauseWhenBusy);
            result = SqliteLibrary.Step(_statement);
        }
        while (result is SqliteLibrary.Busy or SqliteLibrary.Locked && clock.Elapsed.TotalSeconds < _connection.DefaultTimeout);
        return result;
    }

    private void Require(int result)
    {
        if (result != SqliteLibrary.Ok)
            Fail(result);
    }

    private void Fail(int result)
    {
        try
        {
            // It reads the connection's words for it.
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
        }
        finally
        {
            if (_statement != IntPtr.Zero)
                Reset();
        }
    }
}
