using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.ModuleTests.Support;
using Xunit;

namespace HrisConnector.ModuleTests.Platform;

/// <summary>Ctrl-C in the middle of a first load of the platform.</summary>
public sealed class PlatformStopTests
{
    private const int Users = 1_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_stops_within_two_seconds_and_the_next_one_completes_its_work(bool platformHangs)
    {
        await using var company = await PlatformSession.StartAsync();
        var lines = Enumerable.Range(1, Users).Select(i => $"U{i},u{i}@example.org,First{i},Last{i},Active,Engineer,,en,{(i == Users ? "" : "U" + Users)},,,").ToArray();
        company.Session.Folder.Write("users.csv", PlatformSession.Header + "\n" + string.Join('\n', lines) + "\n");
        using var inTheMiddle = new ManualResetEventSlim();
        var created = 0;
        company.Platform.BeforeAnswer = request =>
        {
            if (request.Operation == "POST /api/v2/users" && Interlocked.Increment(ref created) == Users / 3)
            {
                if (platformHangs)
                {
                    company.Platform.Faults.Add(FakePlatform.FaultKind.Hang, times: int.MaxValue);
                }

                inTheMiddle.Set();
            }
        };
        using var shell = company.Session.Script("Invoke-HrisSync users.csv -Configuration hris.json");
        var run = shell.BeginInvoke();
        Assert.True(inTheMiddle.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken), "users are created");

        var clock = Stopwatch.StartNew();
        shell.Stop();

        Assert.InRange(clock.ElapsedMilliseconds, 0, 2_000);
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        Assert.Empty(shell.Streams.Error);
        company.Platform.Faults.Clear();
        Assert.InRange(company.Platform.State.Users.Count, Users / 3, Users);
        Assert.Equal("Failed", company.Session.Run("Get-HrisSync -Configuration hris.json").Output.Single().Text("StatusText"));
        var next = company.Session.Run("Invoke-HrisSync users.csv -Configuration hris.json");
        Assert.Empty(next.Errors);
        Assert.Equal(("Success", (long)Users), (next.Output.Single().Text("Status"), next.Output.Single().Number("Created")));
        Assert.All(PlatformSession.Statuses(next.Output.Single().Text("CsvLogPath")), status => Assert.Equal("UserCreated", status));
        Assert.Equal((Users, Users + 1), (company.Platform.State.Mappings.Count, company.Platform.State.Users.Count));
        Assert.Equal(Users - 1, company.Platform.State.Users.Count(user => user.Managers.Contains($"u{Users}@example.org")));
    }
}
