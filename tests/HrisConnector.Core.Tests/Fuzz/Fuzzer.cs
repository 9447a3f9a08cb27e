using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;

namespace HrisConnector.Core.Tests.Fuzz;

/// <summary>
/// Tries a target with the files of a corpus as they are, then with changed ones for as long as the budget lasts: <c>HRIS_FUZZ_SECONDS</c> for
/// all targets together, 10 by default. A failure names the seed (<c>CsCheck_Seed</c> repeats it) and leaves the file in <c>out/fuzz</c>; put into
/// the corpus under a name that begins with <c>fuzz-</c>, it is tried on every run.
/// </summary>
internal sealed class Fuzzer(string target, double share, IReadOnlyList<(string Name, byte[] Bytes)> corpus, bool keepHeader = false)
{
    // For an input: a file takes milliseconds, also on a busy machine. Whatever does not even listen to its token is given up a little later.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[][] _files = [.. corpus.Select(file => file.Bytes)];
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private long _smallest = long.MaxValue;

    public static int Seconds { get; } = int.TryParse(Environment.GetEnvironmentVariable("HRIS_FUZZ_SECONDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 10;

    private static string OutputFolder { get; } =
        typeof(Fuzzer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "FuzzOutput").Value!;

    /// <summary>Runs.</summary>
    /// <param name="variants">Of how many configurations one is chosen for each input.</param>
    /// <param name="check">Given the bytes, the variant and what stops it; says in a word how it ended, or throws.</param>
    /// <param name="mutate">How bytes are changed; null for the standard.</param>
    public async Task RunAsync(int variants, Func<byte[], int, CancellationToken, Task<string>> check, Func<byte[], IReadOnlyList<Mutation>, byte[]>? mutate = null)
    {
        mutate ??= Mutate;
        foreach (var file in corpus)
        {
            for (var variant = 0; variant < variants; variant++)
                await TryAsync(file.Bytes, variant, check);
        }

        await Gen.Select(Gen.Int[0, _files.Length - 1], Gen.Int[0, variants - 1], Mutation.Some).SampleAsync(
            (which, variant, mutations) => TryAsync(mutate(_files[which], mutations), variant, check),
            time: Math.Max(1, (int)(Seconds * share)),
            threads: Seconds > 60 ? Environment.ProcessorCount : 1,
            print: input => $"{corpus[input.Item1].Name}, variant {input.Item2}, {string.Join(' ', input.Item3.Select(mutation => mutation.Kind))}: the file is {OutputFile}");
        Directory.CreateDirectory(OutputFolder);
        await File.WriteAllTextAsync(Path.Combine(OutputFolder, target + ".txt"), $"{target}: {_outcomes.Values.Sum()} inputs: {string.Join(", ", _outcomes.Select(outcome => $"{outcome.Key} {outcome.Value}"))}\n");
    }

    // Of a table mostly the rows: a header that nobody knows hides all that comes behind it.
    private byte[] Mutate(byte[] bytes, IReadOnlyList<Mutation> mutations)
    {
        var header = keepHeader && mutations[0].Value % 8 != 0 ? Array.IndexOf(bytes, (byte)'\n') + 1 : 0;
        return [.. bytes[..header], .. Mutation.Apply(bytes[header..], mutations, _files)];
    }

    private string OutputFile => Path.Combine(OutputFolder, target + "-failure");

    private async Task TryAsync(byte[] bytes, int variant, Func<byte[], int, CancellationToken, Task<string>> check)
    {
        using var stop = new CancellationTokenSource(Patience);
        try
        {
            var outcome = await Task.Run(() => check(bytes, variant, stop.Token)).WaitAsync(Patience * 1.5);
            lock (_gate)
                _outcomes[outcome] = _outcomes.GetValueOrDefault(outcome) + 1;
        }
        catch
        {
            Keep(bytes);
            throw;
        }
    }

    // The smallest one that failed.
    private void Keep(byte[] bytes)
    {
        lock (_gate)
        {
            if (bytes.Length >= _smallest)
                return;
            _smallest = bytes.Length;
            Directory.CreateDirectory(OutputFolder);
            File.WriteAllBytes(OutputFile, bytes);
        }
    }
}
