using System;
using System.Runtime.InteropServices;

namespace HrisConnector.Core.Store;

/// <summary>
/// The functions of SQLite that <see cref="StoreStatement"/> calls, from the very library that the provider loads. The provider's own
/// declarations count references to a handle on every call, which takes longer than most of these functions themselves.
/// </summary>
/// <remarks>Reading a column takes nanoseconds and waits for nobody, so the garbage collector need not be told of it (SuppressGCTransition).</remarks>
internal static unsafe class SqliteLibrary
{
    private const string Name = "e_sqlite3";

    public const int Ok = 0;
    public const int Busy = 5;
    public const int Locked = 6;
    public const int TooBig = 18;
    public const int Row = 100;
    public const int Done = 101;

    /// <summary>The statement is kept for long: SQLite then takes its memory from elsewhere.</summary>
    public const uint Persistent = 1;

    /// <summary>What is bound stays where it is until it is bound anew.</summary>
    public static readonly IntPtr Static = IntPtr.Zero;

    /// <summary>What is bound is copied at once.</summary>
    public static readonly IntPtr Transient = new(-1);

    [DllImport(Name, EntryPoint = "sqlite3_prepare_v3", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int Prepare(IntPtr database, byte* sql, int length, uint flags, out IntPtr statement, IntPtr tail);

    [DllImport(Name, EntryPoint = "sqlite3_finalize", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int Finalize(IntPtr statement);

    [DllImport(Name, EntryPoint = "sqlite3_step", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int Step(IntPtr statement);

    [DllImport(Name, EntryPoint = "sqlite3_reset", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int Reset(IntPtr statement);

    [DllImport(Name, EntryPoint = "sqlite3_bind_null", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int BindNull(IntPtr statement, int parameter);

    [DllImport(Name, EntryPoint = "sqlite3_bind_int64", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int BindInt64(IntPtr statement, int parameter, long value);

    [DllImport(Name, EntryPoint = "sqlite3_bind_text", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int BindText(IntPtr statement, int parameter, byte* value, int length, IntPtr lifetime);

    [DllImport(Name, EntryPoint = "sqlite3_bind_blob", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int BindBlob(IntPtr statement, int parameter, byte* value, int length, IntPtr lifetime);

#if NET
    [SuppressGCTransition]
#endif
    [DllImport(Name, EntryPoint = "sqlite3_column_int64", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern long ColumnInt64(IntPtr statement, int column);

#if NET
    [SuppressGCTransition]
#endif
    [DllImport(Name, EntryPoint = "sqlite3_column_blob", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern byte* ColumnBlob(IntPtr statement, int column);

#if NET
    [SuppressGCTransition]
#endif
    [DllImport(Name, EntryPoint = "sqlite3_column_text", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern byte* ColumnText(IntPtr statement, int column);

#if NET
    [SuppressGCTransition]
#endif
    [DllImport(Name, EntryPoint = "sqlite3_column_bytes", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int ColumnBytes(IntPtr statement, int column);

    [DllImport(Name, EntryPoint = "sqlite3_last_insert_rowid", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern long LastInsertRowId(IntPtr database);

    [DllImport(Name, EntryPoint = "sqlite3_changes", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
    public static extern int Changes(IntPtr database);
}
