using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;

namespace HrisConnector.Core.Intake.Pgp;

/// <summary>A file of keys: one armored block, or several one behind the other, as when a new key is put behind the old one.</summary>
internal static class KeyFile
{
    private const int MaxBytes = 16 * 1024 * 1024;
    private const string Begin = "-----BEGIN PGP ";
    private const string End = "-----END PGP ";
    private const string Private = "PRIVATE KEY BLOCK-----";
    private const string Public = "PUBLIC KEY BLOCK-----";

    /// <summary>The private keys, each with its subkeys.</summary>
    /// <exception cref="MessageFault">The file cannot be read or holds none.</exception>
    public static IReadOnlyList<PgpSecretKeyRing> ReadPrivate(string path)
    {
        var blocks = Blocks(path, "private key file");
        var wanted = blocks.Where(block => IsOf(block, Private)).ToArray();
        if (wanted.Length == 0 && blocks.Any(block => IsOf(block, Public)))
            throw MessageFault.Key($"The file {path} holds a public key alone; the private key is needed.");
        return Parse(path, wanted, stream => new PgpSecretKeyRingBundle(stream).GetKeyRings(), "private");
    }

    /// <summary>The public keys, each with its subkeys.</summary>
    /// <exception cref="MessageFault">The file cannot be read, holds none, or holds a private key.</exception>
    public static IReadOnlyList<PgpPublicKeyRing> ReadPublic(string path)
    {
        var blocks = Blocks(path, "public key file");
        if (blocks.Any(block => IsOf(block, Private)))
            throw MessageFault.Key($"The file {path} holds a private key; the public key is needed, and nobody but the receiver may have the private one.");
        return Parse(path, [.. blocks.Where(block => IsOf(block, Public))], stream => new PgpPublicKeyRingBundle(stream).GetKeyRings(), "public");
    }

    private static List<T> Parse<T>(string path, string[] blocks, Func<Stream, IEnumerable<T>> read, string kind)
    {
        var keys = new List<T>();
        try
        {
            foreach (var block in blocks)
            {
                using var armor = new ArmoredInputStream(new MemoryStream(Encoding.ASCII.GetBytes(block), writable: false));
                keys.AddRange(read(armor));
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Damaged keys fail in any way; what the text of such a failure says of a key is nobody's business.
            throw MessageFault.Key($"The {kind} key in the file {path} is damaged, or of a kind that is not supported.");
        }

        return keys.Count > 0 ? keys : throw MessageFault.Key($"The file {path} holds no armored {kind} key.");
    }

    private static List<string> Blocks(string path, string purpose)
    {
        var text = ReadText(path, purpose);
        var blocks = new List<string>();
        for (var begin = text.IndexOf(Begin, StringComparison.Ordinal); begin >= 0;)
        {
            var end = text.IndexOf(End, begin, StringComparison.Ordinal);
            var next = end < 0 ? -1 : text.IndexOf(Begin, end, StringComparison.Ordinal);
            blocks.Add(next < 0 ? text.Substring(begin) : text.Substring(begin, next - begin));
            begin = next;
        }

        return blocks;
    }

    private static string ReadText(string path, string purpose)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > MaxBytes)
                throw MessageFault.Key($"The {purpose} {path} is far too large.");
            using var reader = new StreamReader(file, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw MessageFault.Key($"The {purpose} {path} does not exist or cannot be read.", e);
        }
    }

    private static bool IsOf(string block, string kind) => string.CompareOrdinal(block, Begin.Length, kind, 0, kind.Length) == 0;
}
