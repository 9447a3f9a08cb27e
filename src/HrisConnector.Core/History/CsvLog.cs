using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using HrisConnector.Core.Collections;
using HrisConnector.Core.Csv;
using HrisConnector.Core.Store;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.History;

/// <summary>
/// The CSV log (behaviour.md §6): the received file byte for byte, with two columns put before the first of each line. Blank
/// lines stay as they are; nothing is decoded or quoted anew, and no line is read again: the plan knows where each begins.
/// </summary>
internal sealed class CsvLog(SyncPlan plan, char separator)
{
    /// <summary>The header of the first column.</summary>
    public const string FirstHeader = "ImportStatus";

    /// <summary>The header of the second column.</summary>
    public const string SecondHeader = "ImportDetail";

    private const int PieceSize = 256 * 1024;

    private readonly Dictionary<(HrisImportStatus Status, LineDetails Details), byte[]> _prefixes = [];
    private (HrisImportStatus Status, LineDetails Details, byte[]? Prefix) _last; // most lines say what the one before says

    /// <summary>The delimiter of a log: what stands behind the first header of every log. The received headers may look like another.</summary>
    /// <returns>The delimiter; a comma when the file does not begin as a log.</returns>
    public static char SeparatorOf(string path)
    {
        using var log = new StreamReader(path, Encoding.UTF8);
        while (log.Peek() is '\r' or '\n')
            log.Read(); // blank lines before the header
        var start = new char[FirstHeader.Length + 1];
        return log.ReadBlock(start, 0, start.Length) == start.Length ? start[start.Length - 1] : ',';
    }

    /// <summary>Writes the log.</summary>
    /// <param name="users">The file that was processed.</param>
    /// <param name="destination">Where the log goes.</param>
    /// <param name="progress">Told how far it is, from 0 to 1.</param>
    public void Write(UsersFileView users, string destination, Action<double> progress)
    {
        using var output = PrivateFile.Open(destination, FileMode.Create, FileAccess.Write, bufferSize: 1);
        foreach (var (piece, share) in ReadAhead.Of(Pieces(users), chunkSize: 1))
        {
            output.Write(piece.GetBuffer(), 0, (int)piece.Length);
            progress(share);
        }
    }

    /// <summary>The log piece by piece, each with how far it is. A piece is valid until the next but one is asked for.</summary>
    private IEnumerable<(MemoryStream Piece, double Share)> Pieces(UsersFileView users)
    {
        using var header = new CsvLineReader(users.Path, separator);
        header.Read();
        var (piece, other) = (new MemoryStream(PieceSize * 2), new MemoryStream(PieceSize * 2));
        using var copier = new ByteCopier(users.Path, piece);
        copier.CopyUntil(header.Offset);
        copier.Insert(Encoding.UTF8.GetBytes($"{FirstHeader}{separator}{SecondHeader}{separator}"));
        for (var number = 0; number < plan.Lines.Count || header.Length - copier.Position > PieceSize;)
        {
            number = CopyLines(copier, piece, number, header);
            yield return (piece, copier.Position / (double)header.Length);
            (piece, other) = (other, piece);
            piece.SetLength(0);
            copier.Output = piece;
        }

        copier.CopyUntil(header.Length);
        yield return (piece, 1);
    }

    [MethodImpl(HotPath.Options)]
    private int CopyLines(ByteCopier copier, MemoryStream piece, int number, CsvLineReader header)
    {
        while (piece.Length < PieceSize)
        {
            var next = number < plan.Lines.Count ? plan.Lines[number].Offset : header.Length;
            if (next - copier.Position > PieceSize)
            {
                copier.CopyUntil(copier.Position + PieceSize); // an endless line is no piece as a whole
                break;
            }

            if (number == plan.Lines.Count)
                break;
            copier.CopyUntil(next);
            copier.Insert(PrefixOf(number++, header.FieldCount));
        }

        return number;
    }

    private byte[] PrefixOf(int number, int columns)
    {
        ref var line = ref plan.Lines[number];
        var status = LineOutcome.StatusOf(line);
        if (status == HrisImportStatus.Error)
            return Prefix(status, OutcomeText.Detail(line.Details, CsvLineReader.FaultReasonOf(line.Fault, line.LineNumber, line.Other, columns)));
        if (plan.Remarks.Count > 0 && plan.Remarks.TryGetValue(number, out var remark))
            return Prefix(status, OutcomeText.Detail(line.Details, remark));
        if (_last.Prefix is not null && _last.Status == status && _last.Details == line.Details)
            return _last.Prefix;
        if (!_prefixes.TryGetValue((status, line.Details), out var prefix))
            _prefixes[(status, line.Details)] = prefix = Prefix(status, OutcomeText.Detail(line.Details, ""));
        _last = (status, line.Details, prefix);
        return prefix;
    }

    private byte[] Prefix(HrisImportStatus status, string detail)
    {
        // Our own details hold no quotes; what the directory says may hold anything.
        var quoted = detail.IndexOf(separator) >= 0 || detail.IndexOf('"') >= 0 ? $"\"{detail.Replace("\"", "\"\"")}\"" : detail;
        return Encoding.UTF8.GetBytes($"{status}{separator}{quoted}{separator}");
    }
}
