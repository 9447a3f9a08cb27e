using System;
using System.IO;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>A stream whose beginning was read already.</summary>
internal sealed class ReplayedStream(byte[] beginning, int length, Stream rest) : ReadOnlyStream
{
    private int _position;

    /// <summary>True when somebody wanted to read on at the end.</summary>
    public bool HasEnded { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position == length)
        {
            var read = rest.Read(buffer, offset, count);
            HasEnded |= read == 0 && count > 0;
            return read;
        }

        var part = Math.Min(count, length - _position);
        Buffer.BlockCopy(beginning, _position, buffer, offset, part);
        _position += part;
        return part;
    }
}
