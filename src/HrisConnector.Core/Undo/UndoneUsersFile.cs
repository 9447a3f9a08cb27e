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

    public UndoneUsersFile(string path)
    {
        Path = path;
        _writer = new StreamWriter(PrivateFile.Open(path, FileMode.Create, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024) { NewLine = "\n" };
        _writer.WriteLine(string.Join(",", Headers));
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The file, to be read when every line is written.</summary>
    public UsersFileView View => new(Path, ',', ColumnMap.Of(Headers));

    /// <summary>Adds a line.</summary>
    /// <param name="key">The unique identifier, for who has none any more.</param>
    /// <param name="user">The user; null when the account does not exist any more.</param>
    public void Add(string key, HrisUser? user) =>
        _writer.WriteLine($"{Cell(user?.UniqueId ?? key)},{Cell(user?.Email)},{Cell(user?.FirstName)},{Cell(user?.LastName)}");

    /// <summary>Ends the writing.</summary>
    public void Close() => _writer.Flush();

    public void Dispose() => _writer.Dispose();

    private static string? Cell(string? value) =>
        value is not null && value.IndexOfAny([',', '"', '\r', '\n']) >= 0 ? "\"" + value.Replace("\"", "\"\"") + "\"" : value;
}
