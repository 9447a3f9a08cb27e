using System;
using System.IO;
using System.Threading;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Text;
#if NET
using System.Text.Unicode;
#else
using System.Text;
#endif

namespace HrisConnector.Core.Csv;

/// <summary>
/// Whether a file is UTF-8 text, looked at from its first to its last byte (behaviour.md §2), and copied on the way when wanted.
/// A NUL byte is no text either: it is what UTF-16 without byte order mark looks like.
/// </summary>
internal static class Utf8FileCheck
{
    private const int BufferSize = 256 * 1024;

    /// <summary>Reads the stream to its end.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.FileEncodingNotSupported"/> or <see cref="HrisErrors.FileEmpty"/>, with the text of §3.</exception>
    /// <returns>The number of bytes read.</returns>
    public static long Run(Stream source, Stream? copy, string fileName, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        var held = 0; // bytes of a character that the previous block cut
        var total = 0L;
        var blank = true;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = source.Read(buffer, held, buffer.Length - held);
            copy?.Write(buffer, held, read);
            if (total == 0 && HasForeignByteOrderMark(buffer.AsSpan(0, read)))
                throw NotSupported(fileName);
            total += read;
            var filled = buffer.AsSpan(0, held + read);
            var whole = read == 0 ? filled.Length : CompleteLength(filled);
            if (filled.IndexOf((byte)0) >= 0 || !IsValid(filled.Slice(0, whole)))
                throw NotSupported(fileName);
            blank = blank && IsBlank(filled.Slice(0, whole), total == read);
            if (read == 0)
                break;
            held = filled.Length - whole;
            filled.Slice(whole).CopyTo(buffer);
        }

        return blank ? throw new HrisException(HrisErrors.FileEmpty, "File is empty", fileName) : total;
    }

    private static HrisException NotSupported(string fileName) => new(
        HrisErrors.FileEncodingNotSupported,
        $"File encoding is not supported for {fileName}, please make sure the file is encoded using UTF-8",
        fileName);

    // UTF-16 and UTF-32, both byte orders. UTF-32 LE begins as UTF-16 LE does.
    private static bool HasForeignByteOrderMark(ReadOnlySpan<byte> start) =>
        start.Length >= 2 && ((start[0] == 0xFF && start[1] == 0xFE) || (start[0] == 0xFE && start[1] == 0xFF));

    /// <summary>The length without the beginning of a character whose end is yet to come.</summary>
    private static int CompleteLength(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= 3 && back <= bytes.Length; back++)
        {
            var b = bytes[bytes.Length - back];
            if ((b & 0xC0) == 0x80)
                continue;
            var needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return needed > back ? bytes.Length - back : bytes.Length;
        }

        return bytes.Length;
    }

    private static bool IsBlank(ReadOnlySpan<byte> bytes, bool isStart)
    {
        if (isStart && bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
            bytes = bytes.Slice(3);
        return Utf8Text.Trim(bytes).IsEmpty;
    }

#if NET
    private static bool IsValid(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes);
#else
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static unsafe bool IsValid(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return true;
        try
        {
            fixed (byte* start = bytes)
                Strict.GetCharCount(start, bytes.Length);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
#endif
}
