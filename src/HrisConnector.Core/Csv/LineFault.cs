namespace HrisConnector.Core.Csv;

/// <summary>Why a line could not be read as CSV.</summary>
internal enum LineFault : byte
{
    None = 0,
    StrayQuote,
    TextAfterQuote,
    UnclosedQuote,
    ColumnCount,
    TooLong,
}
