using System;
using System.IO;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>
/// What a packet with integrity protection decrypts to (RFC 9580, section 5.13.1). It ends without a fault only when the hash at its
/// end is right: whoever reads it to the end knows that it is what the sender encrypted.
/// </summary>
internal sealed class IntegrityProtectedData : ReadOnlyStream
{
    private const int BlockSize = 64 * 1024;
    private const int TrailerSize = 22; // a packet of two bytes and the hash
    private static readonly byte[] TrailerStart = [0xD3, 0x14];

    private readonly Stream _body;
    private readonly Func<bool> _isCut;
    private readonly IBlockCipher _cipher;
    private readonly IncrementalHash _hash;
    private readonly byte[] _feedback;
    private readonly byte[] _keyStream;
    private readonly byte[] _plain = new byte[BlockSize + TrailerSize];
    private int _inKeyStream;
    private int _start;
    private int _end;
    private int _prefix;
    private bool _ended;

    /// <summary>Begins to decrypt.</summary>
    /// <param name="body">The packet, behind its version.</param>
    /// <param name="key">The session key.</param>
    /// <param name="isCut">Whether the armor turned out to lack its end.</param>
    public IntegrityProtectedData(Stream body, SessionKey key, Func<bool> isCut)
    {
        _body = body;
        _isCut = isCut;
        _cipher = SymmetricCiphers.Make(key.Algorithm);
        _cipher.Init(forEncryption: true, new KeyParameter(key.Key));
        _feedback = new byte[_cipher.GetBlockSize()];
        _keyStream = new byte[_feedback.Length];
        _inKeyStream = _feedback.Length;
        _prefix = _feedback.Length + 2;
#pragma warning disable CA5350 // The format knows no other hash here, and it is encrypted itself.
        _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
    }

    /// <summary>The fault with which it ended, however the one who read it may have wrapped it up.</summary>
    public MessageFault? Fault { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (Fault is not null)
            throw Fault;
        try
        {
            while (Available == 0 && !_ended)
                Refill();
        }
        catch (MessageFault fault)
        {
            Fault = fault;
            throw;
        }

        var part = Math.Min(count, Available);
        Buffer.BlockCopy(_plain, _start, buffer, offset, part);
        _start += part;
        return part;
    }

    /// <summary>Reads to the end.</summary>
    /// <exception cref="MessageFault">The message is truncated or altered.</exception>
    public void Drain()
    {
        var block = new byte[BlockSize];
        while (Read(block, 0, block.Length) > 0)
        {
        }
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        Array.Clear(_plain, 0, _plain.Length);
        Array.Clear(_keyStream, 0, _keyStream.Length);
        base.Dispose(disposing);
    }

    // The last bytes are held back as long as nobody knows whether they are the hash.
    private int Available => Math.Max(0, _end - _start - TrailerSize);

    private void Refill()
    {
        Buffer.BlockCopy(_plain, _start, _plain, 0, _end - _start);
        _end -= _start;
        _start = 0;
        var read = _body.Read(_plain, _end, Math.Min(BlockSize, _plain.Length - _end));
        if (read <= 0)
        {
            _ended = true;
            RequireIntegrity();
            return;
        }

        Decrypt(_plain, _end, read);
        _end += read;
        _hash.AppendData(_plain, 0, Available);
        SkipPrefix();
    }

    // A block of random bytes whose last two come twice. The hash covers it, and nothing else needs it.
    private void SkipPrefix()
    {
        var part = Math.Min(_prefix, Available);
        _prefix -= part;
        _start += part;
    }

    private void Decrypt(byte[] buffer, int offset, int count)
    {
        for (var i = offset; i < offset + count; i++)
        {
            if (_inKeyStream == _keyStream.Length)
            {
                _cipher.ProcessBlock(_feedback, 0, _keyStream, 0);
                _inKeyStream = 0;
            }

            var encrypted = buffer[i];
            _feedback[_inKeyStream] = encrypted;
            buffer[i] = (byte)(encrypted ^ _keyStream[_inKeyStream++]);
        }
    }

    private void RequireIntegrity()
    {
        _hash.AppendData(TrailerStart);
        var hash = _hash.GetHashAndReset();
        var difference = _prefix > 0 || _end - _start != TrailerSize ? 1 : 0;
        if (difference == 0)
        {
            difference = (_plain[_start] ^ TrailerStart[0]) | (_plain[_start + 1] ^ TrailerStart[1]);
            for (var i = 0; i < hash.Length; i++)
                difference |= hash[i] ^ _plain[_start + TrailerStart.Length + i];
        }

        if (difference != 0)
            throw _isCut() ? MessageFault.Truncated() : MessageFault.Altered("The integrity check failed: the content is not what the sender encrypted.");
    }
}
