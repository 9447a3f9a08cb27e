using System.IO;
using System.IO.Compression;
using System.Threading;
using HrisConnector.Core.Errors;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Utilities.Bzip2;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>Opens a packet of compressed packets, and ends it when it becomes larger than any users file may be.</summary>
internal sealed class Decompression : ReadOnlyStream
{
    private readonly Stream _stream;
    private readonly long _limit;
    private readonly CancellationToken _cancellationToken;
    private long _read;

    private Decompression(Stream stream, long limit, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _stream = stream;
        _limit = limit;
    }

    /// <summary>Opens the packet.</summary>
    /// <param name="body">The packet.</param>
    /// <param name="limit">How many bytes may come out.</param>
    /// <param name="cancellationToken">Stops between two blocks: a few bytes may become billions.</param>
    public static Decompression Of(PacketBody body, long limit, CancellationToken cancellationToken)
    {
        var algorithm = (CompressionAlgorithmTag)body.RequireByte();
        return new Decompression(
            algorithm switch
            {
                CompressionAlgorithmTag.Uncompressed => body,
                CompressionAlgorithmTag.Zip => new DeflateStream(body, CompressionMode.Decompress, leaveOpen: true),
                CompressionAlgorithmTag.ZLib => OfZLib(body),
                CompressionAlgorithmTag.BZip2 => new CBZip2InputStream(body),
                _ => throw MessageFault.NotSupported($"The content is compressed in a way that is not supported (number {(int)algorithm})."),
            },
            limit, cancellationToken);
    }

    /// <summary>The fault of a file that is larger than allowed.</summary>
    public static MessageFault TooLarge(long limit) =>
        new(HrisErrors.DecryptedFileTooLarge, $"Decrypted it is larger than the {limit / (1024 * 1024)} MiB that are allowed.");

    public override int Read(byte[] buffer, int offset, int count)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        var read = _stream.Read(buffer, offset, count);
        _read += read;
        return _read > _limit + 65536 ? throw TooLarge(_limit) : read; // a little more than the file: its own packets are around it
    }

    // Two bytes and the same data; its checksum is not needed beside the integrity check.
    private static DeflateStream OfZLib(PacketBody body)
    {
        var method = body.RequireByte();
        var flags = body.RequireByte();
        if ((method & 0x0F) != 8 || (flags & 0x20) != 0)
            throw MessageFault.Invalid("The compressed content does not begin as it must.");
        return new DeflateStream(body, CompressionMode.Decompress, leaveOpen: true);
    }
}
