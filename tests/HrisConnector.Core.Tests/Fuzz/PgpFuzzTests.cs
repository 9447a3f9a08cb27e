using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake.Pgp;
using HrisConnector.Core.Tests.Intake.Pgp;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Fuzz;

/// <summary>Whatever a message holds, armor and packets alike: it is refused in order, or it is what its sender encrypted.</summary>
[Collection(FuzzBudget.Name)]
[Trait("Category", "Fuzz")]
public sealed class PgpFuzzTests(PgpKeys keys) : IClassFixture<PgpKeys>
{
    [Fact]
    public Task A_message_is_refused_in_order_or_is_what_its_sender_encrypted()
    {
        // The sender's key has no passphrase: thousands of times a second would be too often.
        var configuration = keys.Configuration with { PrivateKeyFile = keys.Gpg.ExportPrivate(PgpKeys.Sender), MaxDecryptedMegabytes = 1 };
        var corpus = new[] { "none", "zip", "zlib", "bzip2" }.Select(compression => (compression, keys.Gpg.Encrypt(PgpKeys.Content, "--recipient", PgpKeys.Sender, "--compress-algo", compression)))
            .Append(("two recipients", keys.Gpg.Encrypt(PgpKeys.Content, "--recipient", PgpKeys.Sender, "--recipient", PgpKeys.Receiver))).ToArray();
        var packets = corpus.Select(message => OpenPgp.Dearmor(message.Item2)).ToArray();

        return new Fuzzer("pgp", 0.1, corpus).RunAsync(
            1,
            (bytes, _, stop) => Task.FromResult(Decrypt(bytes, configuration, stop)),
            (bytes, mutations) => mutations.Count % 2 == 0 && Array.FindIndex(corpus, message => ReferenceEquals(message.Item2, bytes)) is >= 0 and var which
                ? OpenPgp.Armor(Mutation.Apply(packets[which], mutations, packets))
                : Mutation.Apply(bytes, mutations, [.. corpus.Select(message => message.Item2)]));
    }

    private static string Decrypt(byte[] bytes, Core.Configuration.EncryptionConfiguration configuration, CancellationToken cancellationToken)
    {
        using var plain = new MemoryStream();
        try
        {
            new PgpDecryption(configuration, null).Decrypt(new MemoryStream(bytes), plain, PgpKeys.FileName, cancellationToken);
        }
        catch (HrisException e)
        {
            Assert.NotEqual(HrisErrors.Unexpected, e.Error);
            Assert.Equal([PgpKeys.Text], e.Reasons);
            PgpKeys.RequireSilence(e);
            return e.Error.Id;
        }

        Assert.Equal(PgpKeys.Content, plain.ToArray());
        return "decrypted";
    }
}
