namespace HrisConnector.Core.Csv;

/// <summary>What is done with the lines of a file by one of the threads that read it: what each line says by itself, without regard to other lines.</summary>
/// <typeparam name="TLine">What is kept of a line until its turn comes.</typeparam>
internal interface ILineWork<TLine>
    where TLine : struct
{
    /// <summary>Takes what is needed from the line at which a reader stands.</summary>
    /// <param name="reader">The reader; its line numbers are not those of the file.</param>
    /// <param name="line">What is kept of the line.</param>
    void Read(CsvLineReader reader, out TLine line);
}
