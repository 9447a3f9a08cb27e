namespace HrisConnector.Benchmarks.Insert;

/// <summary>A text in UTF-8, as SQLite keeps it; a blob is just bytes.</summary>
internal sealed record Utf8Value(byte[] Bytes);
