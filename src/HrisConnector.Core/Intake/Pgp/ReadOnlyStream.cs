using System;
using System.IO;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>A stream that is read from its beginning to its end, once.</summary>
internal abstract class ReadOnlyStream : Stream
{
    private readonly byte[] _one = new byte[1];

    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // Without this, Stream makes an array for every byte.
    public override int ReadByte() => Read(_one, 0, 1) == 0 ? -1 : _one[0];

    public sealed override void Flush()
    {
    }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
