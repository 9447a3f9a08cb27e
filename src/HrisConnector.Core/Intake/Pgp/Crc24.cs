using System;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>The checksum of an armor (RFC 9580, section 6.1.1).</summary>
internal sealed class Crc24
{
    private const int Generator = 0x1864CFB;
    private static readonly int[] Table = MakeTable();
    private int _value = 0xB704CE;

    /// <summary>Adds the first bytes of a block.</summary>
    public void Update(byte[] block, int count)
    {
        var value = _value;
        for (var i = 0; i < count; i++)
            value = ((value << 8) & 0xFFFFFF) ^ Table[((value >> 16) ^ block[i]) & 0xFF];
        _value = value;
    }

    /// <summary>Whether a line says this checksum.</summary>
    /// <param name="line">An equals sign and four characters.</param>
    public bool Matches(string line) =>
        line == "=" + Convert.ToBase64String([(byte)(_value >> 16), (byte)(_value >> 8), (byte)_value]);

    private static int[] MakeTable()
    {
        var table = new int[256];
        for (var i = 0; i < table.Length; i++)
        {
            var value = i << 16;
            for (var bit = 0; bit < 8; bit++)
                value = (value & 0x800000) != 0 ? (value << 1) ^ Generator : value << 1;
            table[i] = value & 0xFFFFFF;
        }

        return table;
    }
}
