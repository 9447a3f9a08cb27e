using System.IO;
using Org.BouncyCastle.Bcpg;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The bytes of one armored message. The library's stream, asked again after the end, would look for another message behind it.</summary>
internal sealed class ArmoredMessage(Stream file) : ReadOnlyStream
{
    private readonly ArmoredInputStream _armor = new(file);
    private bool _ended;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_ended)
            return 0;
        var read = _armor.Read(buffer, offset, count);
        _ended = read < count; // it fills the whole buffer as long as it can
        return read;
    }
}
