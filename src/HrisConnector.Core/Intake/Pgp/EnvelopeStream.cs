using System.IO;
using System.Threading;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The packets around a file. The library reads small packets whole, and whoever makes a message chooses how large they are.</summary>
internal sealed class EnvelopeStream(Stream packets, CancellationToken cancellationToken) : ReadOnlyStream
{
    private const long Bound = 1024 * 1024;
    private long _left = Bound;

    /// <summary>A small packet comes.</summary>
    public void Bind() => _left = Bound;

    /// <summary>The content comes: it is read in blocks.</summary>
    public void Release() => _left = long.MaxValue;

    public override int Read(byte[] buffer, int offset, int count)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = packets.Read(buffer, offset, count);
        _left -= read;
        return _left >= 0 ? read : throw MessageFault.Invalid("The message holds a packet that is far too large.");
    }
}
