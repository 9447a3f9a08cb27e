using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Intake.Pgp;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Tests.Shared.Pgp;
using Xunit;

namespace HrisConnector.Core.Tests.Intake.Pgp;

/// <summary>Issue 4, item 2: what senders really make is decrypted.</summary>
public sealed class PgpDecryptionTests(PgpKeys keys) : IClassFixture<PgpKeys>
{
    [Theory]
    [InlineData("--compress-algo none")]
    [InlineData("--compress-algo zip")]
    [InlineData("--compress-algo zlib")]
    [InlineData("--compress-algo bzip2")]
    [InlineData("--cipher-algo AES")]
    [InlineData("--cipher-algo AES192")]
    [InlineData("--cipher-algo AES256")]
    [InlineData("--cipher-algo CAMELLIA192")]
    [InlineData("--cipher-algo TWOFISH")]
    [InlineData("--cipher-algo 3DES --allow-weak-digest-algos")]
    [InlineData("--cipher-algo CAST5")]
    [InlineData("--sign --local-user sender@example.org")]
    [InlineData("--sign --local-user sender@example.org --local-user stranger@example.org")]
    [InlineData("--textmode")]
    [InlineData("--comment Export --emit-version")]
    [InlineData("--set-filename naïve.csv")]
    [InlineData("--recipient stranger@example.org --recipient sender@example.org")]
    [InlineData("--throw-keyids --recipient stranger@example.org")]
    [InlineData("--hidden-recipient stranger@example.org")]
    public void A_message_of_gpg_is_decrypted_whatever_its_options(string options)
    {
        var message = keys.Message(options.Split(' '));

        Assert.Equal(Text(PgpKeys.Content), Text(keys.Decrypt(message)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Line_ends_blank_lines_and_white_space_of_the_armor_do_no_harm()
    {
        var text = Encoding.ASCII.GetString(keys.Message());

        foreach (var variant in new[]
        {
            text.ReplaceLineEndings("\r\n"), "\n \r\n\n" + text, text + "\r\n \n", text.TrimEnd(), text.Replace("\n", " \n", StringComparison.Ordinal),
            string.Join('\n', text.Split('\n').Where(line => !(line.Length == 5 && line[0] == '='))), // no checksum
            text[..text.IndexOf("-----END", StringComparison.Ordinal)], // no footer, and the content is whole
        })
        {
            Assert.Equal(PgpKeys.Content, keys.Decrypt(Encoding.ASCII.GetBytes(variant)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(3_000_000)]
    public void A_file_of_any_size_is_decrypted_from_a_pipe_which_knows_no_length(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        var path = keys.Gpg.Write("pipe-" + size, content);

        // From a pipe gpg writes partial lengths.
        Gpg.RunTool("sh", ["-c", $"cat {path} | gpg --homedir {keys.Gpg.Home} --batch --quiet --trust-model always --armor --encrypt -r {PgpKeys.Receiver} > {path}.asc"]);

        Assert.Equal(content, keys.Decrypt(File.ReadAllBytes(path + ".asc")));
    }

    [Theory]
    [InlineData("rsa2048")]
    [InlineData("rsa3072")]
    [InlineData("rsa4096")]
    [InlineData("nistp256")]
    public void Keys_of_RSA_and_of_other_curves_decrypt(string algorithm)
    {
        var name = algorithm + "@example.org";
        if (algorithm.StartsWith("nist", StringComparison.Ordinal))
        {
            keys.Gpg.Run("--passphrase", "", "--quick-generate-key", name, algorithm, "sign", "never");
            keys.Gpg.Run("--passphrase", "", "--quick-add-key", keys.Gpg.Fingerprints(name)[0], algorithm, "encr", "never");
        }
        else
        {
            keys.Gpg.MakeKey(name, algorithm);
        }

        var message = keys.Gpg.Encrypt(PgpKeys.Content, "--recipient", name);

        Assert.Equal(PgpKeys.Content, keys.Decrypt(message, keys.Configuration with { PrivateKeyFile = keys.Gpg.ExportPrivate(name) }, passphrase: null));
    }

    [Fact]
    public void A_message_of_rnp_is_decrypted()
    {
        Assert.SkipUnless(Gpg.Has("rnp"), "rnp is not installed.");
        var home = Directory.CreateDirectory(keys.Gpg.PathOf("rnp")).FullName;
        var plain = keys.Gpg.Write("rnp.csv", PgpKeys.Content);

        Gpg.RunTool("rnp", ["--homedir", home, "--keyfile", keys.PublicKey, "--encrypt", "--armor", "-r", PgpKeys.Receiver, "--output", plain + ".asc", plain]);

        Assert.Equal(PgpKeys.Content, keys.Decrypt(File.ReadAllBytes(plain + ".asc")));
    }

    [Fact]
    public void A_key_without_passphrase_needs_none_and_takes_no_notice_of_one()
    {
        var configuration = keys.Configuration with { PrivateKeyFile = keys.Gpg.ExportPrivate(PgpKeys.Sender) };
        var message = keys.Gpg.Encrypt(PgpKeys.Content, "--recipient", PgpKeys.Sender);

        Assert.Equal(PgpKeys.Content, keys.Decrypt(message, configuration, passphrase: null));
        Assert.Equal(PgpKeys.Content, keys.Decrypt(message, configuration, "something"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Old_and_new_key_stand_in_one_file_during_a_rotation(bool oneExport)
    {
        keys.Gpg.MakeKey($"new-{oneExport}@example.org", passphrase: PgpKeys.Passphrase);
        var both = keys.Gpg.PathOf($"both-{oneExport}.asc");
        if (oneExport)
            keys.Gpg.Run("--passphrase", PgpKeys.Passphrase, "--armor", "--output", both, "--export-secret-keys", PgpKeys.Receiver, $"new-{oneExport}@example.org");
        else
            File.WriteAllText(both, File.ReadAllText(keys.PrivateKey) + "\r\nThe new one:\r\n" + File.ReadAllText(keys.Gpg.ExportPrivate($"new-{oneExport}@example.org", PgpKeys.Passphrase)));
        var configuration = keys.Configuration with { PrivateKeyFile = both };

        Assert.Equal(PgpKeys.Content, keys.Decrypt(keys.Message(), configuration));
        Assert.Equal(PgpKeys.Content, keys.Decrypt(keys.Gpg.Encrypt(PgpKeys.Content, "--recipient", $"new-{oneExport}@example.org"), configuration));
        Assert.Equal(PgpKeys.Content, keys.Decrypt(keys.Gpg.Encrypt(PgpKeys.Content, "--hidden-recipient", $"new-{oneExport}@example.org"), configuration));
    }

    [Fact]
    public void An_expired_key_goes_on_decrypting()
    {
        const string old = "old@example.org";
        string[] then = ["--faked-system-time", "20200101T000000"];
        keys.Gpg.MakeKey(old, passphrase: "", expires: "2020-06-01", options: then);
        var message = keys.Gpg.Encrypt(PgpKeys.Content, [.. then, "--recipient", old]);

        Assert.Equal(PgpKeys.Content, keys.Decrypt(message, keys.Configuration with { PrivateKeyFile = keys.Gpg.ExportPrivate(old) }, passphrase: null));
    }

    [Fact]
    public void A_marker_a_padding_and_a_text_file_are_understood()
    {
        _ = keys.Gpg;
        byte[] marker = OpenPgp.Packet(10, "PGP"u8.ToArray());
        var message = OpenPgp.Encrypt([.. marker, .. OpenPgp.Literal(PgpKeys.Content, 'u'), .. OpenPgp.Packet(21, new byte[300])], keys.PublicKey);

        Assert.Equal(PgpKeys.Content, keys.Decrypt(message));
        Assert.Equal(PgpKeys.Content, keys.Decrypt(OpenPgp.Armor([.. marker, .. OpenPgp.Dearmor(message)])));
    }

    [Fact]
    public void A_recipient_with_a_kind_of_key_that_nobody_knows_keeps_nobody_else_out()
    {
        var bytes = OpenPgp.Dearmor(keys.Message());
        byte[] unknown = [3, 1, 2, 3, 4, 5, 6, 7, 8, 25, .. new byte[40]]; // X25519 of RFC 9580
        byte[] newer = [6, 0, 25, .. new byte[40]];

        Assert.Equal(PgpKeys.Content, keys.Decrypt(OpenPgp.Armor([.. OpenPgp.Packet(1, unknown), .. OpenPgp.Packet(1, newer), .. bytes])));
        Assert.Equal(
            HrisErrors.EncryptionMethodNotSupported,
            keys.Refuse(OpenPgp.Armor([.. OpenPgp.Packet(1, unknown), .. bytes[OpenPgp.FirstPacket(bytes).Length..]])).Error);
    }

    [Fact]
    public void Memory_stays_the_same_however_large_the_file_is()
    {
        const int megabytes = 64;
        var path = keys.Gpg.PathOf("large");
        using (var file = File.Create(path))
        {
            var block = new byte[1024 * 1024];
            new Random(1).NextBytes(block.AsSpan(block.Length * 7 / 8));
            for (var i = 0; i < megabytes; i++)
                file.Write(block);
        }

        keys.Gpg.Run("--armor", "--output", path + ".asc", "--recipient", PgpKeys.Receiver, "--compress-algo", "zlib", "--compress-level", "1", "--encrypt", path);
        using var message = File.OpenRead(path + ".asc");
        var decryption = new PgpDecryption(keys.Configuration, new Secret(PgpKeys.Passphrase));
        keys.Decrypt(keys.Message()); // what is loaded once is not the file's
        var before = GC.GetAllocatedBytesForCurrentThread();

        decryption.Decrypt(message, Stream.Null, PgpKeys.FileName, TestContext.Current.CancellationToken);

        // Small blocks that come and go; whoever kept the file would need more than the file has.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, megabytes * 1024L * 1024L);
    }

    [Fact]
    public async Task A_received_message_becomes_a_private_copy_and_a_refused_one_leaves_none()
    {
        var work = keys.Gpg.PathOf("work");
        var path = keys.Gpg.Write(PgpKeys.FileName, keys.Message());
        var decryption = new PgpDecryption(keys.Configuration, new Secret(PgpKeys.Passphrase));
        Task<IncomingFile> Take() => IncomingFile.TakeAsync(SourceFile.AtPath(path), work, decryption, _ => { }, TestContext.Current.CancellationToken);

        using (var file = await Take())
            Assert.Equal(PgpKeys.Content, await File.ReadAllBytesAsync(file.CopyPath, TestContext.Current.CancellationToken));

        var altered = OpenPgp.Dearmor(keys.Message("--compress-algo", "none"));
        altered[^30] ^= 1; // the content was written by the time that its hash is wrong
        await File.WriteAllBytesAsync(path, OpenPgp.Armor(altered), TestContext.Current.CancellationToken);
        Assert.Equal(HrisErrors.EncryptedFileAltered, (await Assert.ThrowsAsync<HrisException>(Take)).Error);
        Assert.False(Directory.Exists(work));
    }

    [Fact]
    public void A_stop_ends_it_between_two_blocks()
    {
        using var stop = new CancellationTokenSource();
        var message = keys.Gpg.Encrypt(new byte[10_000_000], "--recipient", PgpKeys.Receiver);
        var plain = new StoppingStream(stop);

        Assert.Throws<OperationCanceledException>(() => new PgpDecryption(keys.Configuration, new Secret(PgpKeys.Passphrase))
            .Decrypt(new MemoryStream(message), plain, PgpKeys.FileName, stop.Token));
        Assert.Equal(1, plain.Writes);
    }

    [Fact]
    public void A_failure_of_the_copy_is_not_the_messages()
    {
        var failure = new HrisException(HrisErrors.WorkFolderNotWritten, "The disk is full.");

        Assert.Same(failure, Assert.Throws<HrisException>(() => new PgpDecryption(keys.Configuration, new Secret(PgpKeys.Passphrase))
            .Decrypt(new MemoryStream(keys.Message()), new FailingStream(failure), PgpKeys.FileName, CancellationToken.None)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200_000)]
    public void A_failure_of_reading_the_file_is_not_the_messages(int at)
    {
        var failure = new IOException("The network is gone.");
        var message = new MemoryStream(keys.Gpg.Encrypt(RandomNumberGenerator.GetBytes(1_000_000), "--recipient", PgpKeys.Receiver));

        Assert.Same(failure, Assert.Throws<IOException>(() => new PgpDecryption(keys.Configuration, new Secret(PgpKeys.Passphrase))
            .Decrypt(new FailingStream(failure, message, at), Stream.Null, PgpKeys.FileName, CancellationToken.None)));
    }

    private static string Text(byte[] content) => Encoding.UTF8.GetString(content);

    /// <summary>Asks for a stop at the first block.</summary>
    private sealed class StoppingStream(CancellationTokenSource stop) : MemoryStream
    {
        public int Writes { get; private set; }

        public override void Write(byte[] buffer, int offset, int count)
        {
            Writes++;
            stop.Cancel();
        }
    }

    /// <summary>Fails when it is written, or when it was read up to a place.</summary>
    private sealed class FailingStream(Exception failure, MemoryStream? source = null, int at = 0) : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => source!.Position >= at ? throw failure : source.Read(buffer, offset, count);

        public override void Write(byte[] buffer, int offset, int count) => throw failure;
    }
}
