using System;
using System.Collections.Generic;
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

/// <summary>Whatever a configuration holds: its faults are told with their lines, or one can work with it.</summary>
[Collection(FuzzBudget.Name)]
[Trait("Category", "Fuzz")]
public sealed class ConfigurationFuzzTests
{
    // The longest way that a value of the configuration goes: formats, words, conditions and columns meet the lines of a file.
    private static readonly byte[] Users = Encoding.UTF8.GetBytes(
        "uniqueId,email,firstName,lastName,status,title,managerId,Cost center,Hire date,country\n1,1@x.org,A,B,Active,T,2,100,02/03/2026,FR\n2,2@x.org,A,B,Inactive,,,,2026-03-02,\n");

    [Fact]
    public Task Every_configuration_is_faulty_with_a_line_or_usable() => new Fuzzer("configuration", 0.15, Corpus.Configurations).RunAsync(1, CheckAsync);

    private static async Task<string> CheckAsync(byte[] bytes, int variant, CancellationToken cancellationToken)
    {
        var faults = new List<ConfigurationFault>();
        var configuration = ConfigurationReader.Read(bytes, Corpus.Path("Samples", ""), faults);
        var lines = bytes.Count(letter => letter is (byte)'\n' or (byte)'\r') + 1; // a comment ends at a carriage return as well
        Assert.All(faults, fault => Assert.InRange(fault.Line, 1, lines));
        Assert.True(configuration is not null || faults.Count > 0, "no configuration and no fault");
        if (faults.Count > 0)
            return "faulty";

        var connector = new Connector(configuration!);
        if (configuration!.Notices is not null)
            return "valid, with a mail server that must not be used";
        using var folder = new FuzzFolder();
        try
        {
            var preview = await connector.SyncAsync(SourceFile.AtPath(folder.Write("users.csv", Users)), new SyncOptions(Preview: true), new SilentObserver(), cancellationToken);
            Assert.NotEqual(HrisErrors.Unexpected, preview.Error?.Error);
            Assert.NotEqual(HrisErrors.RunStopped, preview.Error?.Error);
            return preview.Error is null ? "usable" : preview.Error.Error.Id;
        }
        catch (HrisException e) when (e.Error == HrisErrors.StoreUnavailable)
        {
            return e.Error.Id;
        }
    }
}
