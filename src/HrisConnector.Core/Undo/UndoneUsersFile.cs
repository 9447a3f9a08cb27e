using System;
using System.IO;
using System.Text;
using HrisConnector.Core.Store;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Undo;

/// <summary>
/// What stands in for the received file in the logs of an undo: a line for each user of the undone run, as they are when the undo
/// begins. With it an undo is logged by the same code as a synchronization.
/// </summary>
internal sealed class UndoneUsersFile : IDisposable
{
    private static readonly string[] Headers = ["uniqueId", "email", "firstName", "lastName"];
    private readonly StreamWriter _writer;
    private long _length;

    public UndoneUsersFile(string path)
    {
        Path = path;
        _writer = new StreamWriter(PrivateFile.Open(path, FileMode.Create, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024) { NewLine = "\n" };
        Write(string.Join(",", Headers));
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The file, to be read when every line is written.</summary>
    public UsersFileView View => new(Path, ',', ColumnMap.Of(Headers));

    /// <summary>Adds a line.</summary>
    /// <param name="key">The unique identifier, for who has none any more.</param>
    /// <param name="user">The user; null when the account does not exist any more.</param>
    /// <returns>Where it begins, in bytes from the start of the file.</returns>
    public long Add(string key, HrisUser? user)
    {
        var start = _length;
        Write($"{Cell(user?.UniqueId ?? key)},{Cell(user?.Email)},{Cell(user?.FirstName)},{Cell(user?.LastName)}");
        return start;
    }

    /// <summary>Ends the writing.</summary>
    public void Close() => _writer.Flush();

    public void Dispose() => _writer.Dispose();

    private void Write(string line)
    {
        _writer.WriteLine(line);
        _length += Encoding.UTF8.GetByteCount(line) + 1;
    }

    private static string? Cell(string? value) =>
        value is not null && value.IndexOfAny([',', '"', '\r', '\n']) >= 0 ? "\"" + value.Replace("\"", "\"\"") + "\"" : value;
}
