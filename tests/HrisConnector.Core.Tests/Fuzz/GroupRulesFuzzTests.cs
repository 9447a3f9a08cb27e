using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Intake;
using HrisConnector.Core.Sync;
using HrisConnector.Core.Tests.Support;
using Xunit;

namespace HrisConnector.Core.Tests.Fuzz;

/// <summary>Whatever a group rules file holds: its faults are told with their lines, or it has rules.</summary>
[Collection(FuzzBudget.Name)]
[Trait("Category", "Fuzz")]
public sealed class GroupRulesFuzzTests
{
    private static readonly byte[] Users = [.. File.ReadAllBytes(Corpus.Path("Samples", "hris-360learning.csv")).Take(1500)];

    [Fact]
    public Task Every_rules_file_has_rules_or_faults_with_their_lines() => new Fuzzer("rules", 0.15, Corpus.GroupRules, keepHeader: true).RunAsync(1, CheckAsync);

    private static async Task<string> CheckAsync(byte[] bytes, int variant, CancellationToken cancellationToken)
    {
        using var folder = new FuzzFolder();
        var rules = folder.Write("group-rules.csv", bytes);
        var users = folder.Write("users.csv", Users);
        var faults = new List<ConfigurationFault>();
        var sample = (await File.ReadAllTextAsync(Corpus.Path("Samples", "hris.json"), cancellationToken)).Replace("\"../out/quickstart\"", "\"data\"", StringComparison.Ordinal);
        var connector = new Connector(ConfigurationReader.Read(Encoding.UTF8.GetBytes(sample), folder.Path, faults)!);
        var observer = new SilentObserver();
        Assert.Empty(faults);
        try
        {
            var reports = await connector.CheckGroupRulesAsync(rules, users, observer, cancellationToken);
            var preview = await connector.SyncAsync(SourceFile.AtPath(users), new SyncOptions(Preview: true), observer, cancellationToken);

            var lines = bytes.Count(letter => letter is (byte)'\n' or (byte)'\r') + 1;
            Assert.All(reports.Faults, fault => Assert.InRange(Convert.ToInt32(fault.Target, CultureInfo.InvariantCulture), 1, lines));
            Assert.True(reports.Faults.Count > 0 || reports.Rules.Count > 1, "neither rules nor faults");
            Assert.Equal(reports.Faults.Count > 0 ? HrisErrors.GroupRulesInvalid : null, preview.Error?.Error);
            return reports.Faults.Count > 0 ? "faulty" : "valid";
        }
        catch (HrisException e) when (e.Error == HrisErrors.ConditionTimedOut)
        {
            return e.Error.Id;
        }
    }
}
