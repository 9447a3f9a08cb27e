using System.IO;
using System.Threading;
using HrisConnector.Core.Collections;

namespace HrisConnector.Core.History;

/// <summary>
/// Copies a CSV log so that a spreadsheet runs none of its cells (design.md): a cell that begins like a formula gets a <c>'</c>
/// in front, inside its quotes. Plain signed numbers and phone numbers are left alone, and so is every other byte.
/// </summary>
/// <remarks>Whoever takes the copy compresses it, which costs about as much as finding the cells: another thread finds them, a piece of the file
/// ahead of the copy.</remarks>
internal static class SpreadsheetSafeCsv
{
    private static readonly byte[] Mark = [(byte)'\''];

    public static void Copy(string path, Stream output, CancellationToken cancellationToken)
    {
        using var copier = new ByteCopier(path, output);
        foreach (var (end, formulas) in ReadAhead.Of(FormulaSearch.In(path, cancellationToken), chunkSize: 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var formula in formulas)
            {
                copier.CopyUntil(formula);
                copier.Insert(Mark);
            }

            copier.CopyUntil(end);
        }
    }
}
