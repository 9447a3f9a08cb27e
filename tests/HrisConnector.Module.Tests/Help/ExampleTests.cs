using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests.Help;

/// <summary>Every example of a page does what it promises: it runs without an error, in a fresh folder with a connector that has a history.</summary>
public sealed class ExampleTests(ExampleStage stage, HrDepartment department) : IClassFixture<ExampleStage>
{
    private const string Server = "sftp.example.org";
    private const string OtherPort = "2222";

    // Why an example cannot run here. As short as it can be.
    private static readonly Dictionary<string, string> NotRun = new(StringComparer.Ordinal)
    {
        ["Invoke-HrisSync: Sign in with another account"] = "Get-Credential asks a person",
    };

    public static TheoryData<string> Titles => [.. Examples().Select(example => example.Name)];

    [Theory]
    [MemberData(nameof(Titles))]
    public void An_example_runs_without_an_error(string name)
    {
        if (NotRun.TryGetValue(name, out var reason))
        {
            Assert.Skip(reason);
        }

        var code = Examples().Single(example => example.Name == name).Code;
        if (code.Contains(Server, StringComparison.Ordinal))
        {
            // The server of the examples is the one of the tests.
            var port = department.Server.Port.ToString(CultureInfo.InvariantCulture);
            code = $"$PSDefaultParameterValues['Get-HrisHostKey:Port'] = {port}\n"
                + code.Replace(Server, "127.0.0.1", StringComparison.Ordinal).Replace(OtherPort, port, StringComparison.Ordinal);
        }

        var result = stage.Run(code);

        Assert.Null(result.Terminating);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void What_is_not_run_is_an_example_of_a_page()
    {
        Assert.Subset(Examples().Select(example => example.Name).ToHashSet(), NotRun.Keys.ToHashSet());
    }

    private static IEnumerable<(string Name, string Code)> Examples() =>
        CmdletPage.Names.SelectMany(cmdlet => CmdletPage.Read(cmdlet).Examples.Select(example => ($"{cmdlet}: {example.Title}", example.Code)));
}
