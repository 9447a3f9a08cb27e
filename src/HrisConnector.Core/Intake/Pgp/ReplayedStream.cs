using System;
using System.IO;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>A stream whose beginning was read already.</summary>
internal sealed class ReplayedStream(byte[] beginning, int length, Stream rest) : ReadOnlyStream
{
    private int _position;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position == length)
            return rest.Read(buffer, offset, count);
        var part = Math.Min(count, length - _position);
        Buffer.BlockCopy(beginning, _position, buffer, offset, part);
        _position += part;
        return part;
    }
}
