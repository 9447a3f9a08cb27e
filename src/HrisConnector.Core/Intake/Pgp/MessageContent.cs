using System;
using System.IO;
using System.Threading;
using HrisConnector.Core.Errors;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Utilities.IO;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>
/// Takes the one file out of the decrypted packets: compressed or not, with signatures around it or without (RFC 9580, section 10.3).
/// </summary>
/// <param name="plain">Where the file is written.</param>
/// <param name="limit">How many bytes it may have.</param>
/// <param name="signatures">Judges the signatures; null when nobody asks for any.</param>
/// <param name="cancellationToken">Stops between two blocks.</param>
internal sealed class MessageContent(Stream plain, long limit, SignatureCheck? signatures, CancellationToken cancellationToken)
{
    private const int MaxDepth = 4;
    private const int Envelope = 64 * 1024; // what may be around the file: its packet, signatures
    private static readonly PacketTag[] Expected = [PacketTag.OnePassSignature, PacketTag.Signature, PacketTag.CompressedData, PacketTag.LiteralData, PacketTag.Marker, PacketTag.Padding];
    private readonly byte[] _block = new byte[64 * 1024];
    private bool _hasFile;

    /// <summary>A failure of writing, which is not the message's; null when there was none.</summary>
    public Exception? WriteFailure { get; private set; }

    /// <summary>Reads all packets and writes the file.</summary>
    /// <exception cref="MessageFault">They are not those of one file.</exception>
    public void Read(Stream packets)
    {
        try
        {
            Read(packets, 0);
        }
        catch (Exception e) when (e is StreamOverflowException || e.InnerException is StreamOverflowException)
        {
            throw TooLarge();
        }

        if (!_hasFile)
            throw MessageFault.Invalid("The message holds no file.");
    }

    private void Read(Stream packets, int depth)
    {
        using var envelope = new EnvelopeStream(packets, cancellationToken);
        var input = new BcpgInputStream(envelope);
        var factory = new PgpObjectFactory(input);
        while ((int)input.NextPacketTag() is var tag and >= 0)
        {
            if (Array.IndexOf(Expected, (PacketTag)tag) < 0)
                throw MessageFault.Invalid($"The message holds a packet that does not belong there (number {tag}).");
            envelope.Bind();
            var found = factory.NextPgpObject();
            envelope.Release();
            Take(found, depth);
        }
    }

    private void Take(PgpObject found, int depth)
    {
        switch (found)
        {
            case PgpOnePassSignatureList list when !_hasFile:
                signatures?.Announce(list);
                break;
            case PgpOnePassSignatureList:
                throw MessageFault.Invalid("A signature of the message stands in the wrong place.");
            case PgpSignatureList list when _hasFile:
                signatures?.Verify(list);
                break;
            case PgpCompressedData compressed when !_hasFile && depth < MaxDepth:
                Decompress(compressed, depth);
                break;
            case PgpLiteralData file when !_hasFile:
                _hasFile = true;
                Write(file.GetInputStream());
                break;
            case PgpCompressedData when !_hasFile:
                throw MessageFault.Invalid("The content is compressed many times over.");
            case PgpCompressedData or PgpLiteralData:
                throw MessageFault.Invalid("The message holds more than one file.");
            default:
                break; // a marker, padding, or a signature of the kind of thirty years ago, which nobody announced
        }
    }

    private void Decompress(PgpCompressedData compressed, int depth)
    {
        if (compressed.Algorithm is not (CompressionAlgorithmTag.Uncompressed or CompressionAlgorithmTag.Zip or CompressionAlgorithmTag.ZLib or CompressionAlgorithmTag.BZip2))
            throw MessageFault.NotSupported($"The content is compressed in a way that is not supported (number {(int)compressed.Algorithm}).");
        using var content = compressed.GetDataStream(limit + Envelope);
        Read(content, depth + 1);
    }

    private void Write(Stream file)
    {
        long written = 0;
        int read;
        while ((read = file.Read(_block, 0, _block.Length)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            written += read;
            if (written > limit)
                throw TooLarge();
            signatures?.Update(_block, read);
            WriteBlock(read);
        }
    }

    private MessageFault TooLarge() =>
        new(HrisErrors.DecryptedFileTooLarge, $"Decrypted it is larger than the {limit / (1024 * 1024)} MiB that are allowed.");

    private void WriteBlock(int count)
    {
        try
        {
            plain.Write(_block, 0, count);
        }
        catch (Exception e)
        {
            WriteFailure = e;
            throw;
        }
    }
}
