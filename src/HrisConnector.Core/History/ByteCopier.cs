using System;
using System.IO;

namespace HrisConnector.Core.History;

/// <summary>Copies a file to a stream piece by piece, with other bytes in between.</summary>
internal sealed class ByteCopier : IDisposable
{
    private readonly FileStream _input;
    private readonly byte[] _block = new byte[256 * 1024];
    private int _next;
    private int _filled;
    private long _position;

    public ByteCopier(string source, Stream output)
    {
        _input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        Output = output;
    }

    /// <summary>Where the bytes go.</summary>
    public Stream Output { get; set; }

    /// <summary>Up to where the file was copied.</summary>
    public long Position => _position;

    /// <summary>Copies up to a place in the file, not included.</summary>
    public void CopyUntil(long offset)
    {
        while (_position < offset)
        {
            if (_next == _filled)
            {
                _next = 0;
                _filled = _input.Read(_block, 0, _block.Length);
                if (_filled == 0)
                    throw new EndOfStreamException();
            }

            var count = (int)Math.Min(offset - _position, _filled - _next);
            Output.Write(_block, _next, count);
            _next += count;
            _position += count;
        }
    }

    public void Insert(byte[] bytes) => Output.Write(bytes, 0, bytes.Length);

    public void Dispose() => _input.Dispose();
}
