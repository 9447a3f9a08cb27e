using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Check;
using HrisConnector.Core.Notices;
using HrisConnector.Core.Tests.Support;
using HrisConnector.Core.Users;
using Xunit;
using static HrisConnector.Core.Tests.Support.RunExtensions;

namespace HrisConnector.Core.Tests.Notices;

/// <summary>behaviour.md §6: which lines make a run a warning, and what is said of them.</summary>
public sealed class NoticeFaultsTests
{
    [Fact]
    public async Task They_are_the_lines_of_the_csv_log_with_a_detail_in_their_order()
    {
        using var fixture = new NoticeFixture();

        var notice = await fixture.RunAsync(
            Line("A"), Line("B", first: ""), "broken", Line("C", language: "xx"), Line("D"), Line("d"), Line("E", "bad"), Line("F", manager: "nobody"), Line("G", status: "Inactive"));

        var log = TestConnector.Outcomes(notice.Sync).Where(outcome => outcome.Detail.Length > 0).Select(outcome => outcome.Status);
        Assert.Equal(log, notice.Faults.First.Select(fault => fault.Status));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], notice.Faults.First.Select(fault => fault.Line));
        Assert.Equal(7, notice.Faults.InAll);
    }

    [Fact]
    public async Task They_are_worded_as_in_the_json_log()
    {
        using var fixture = new NoticeFixture();

        var notice = await fixture.RunAsync(Line("B", first: "", status: ""), Line("D"), Line("d"), Line("E", "same@example.org"), Line("F", "same@example.org"), Line("G", "bad"), "broken");

        var json = JsonLogFile.Messages(notice.Sync, "ignoredUsers").Concat(JsonLogFile.Messages(notice.Sync, "duplicateUsers")).ToDictionary(user => user.Id, user => user.Message);
        Assert.Equal(7, notice.Faults.First.Count);
        Assert.All(notice.Faults.First, fault => Assert.All(fault.Message.Split("; "), words => Assert.Contains(words.Split(" (")[0], json[fault.UniqueId], StringComparison.Ordinal)));
        Assert.All(notice.Faults.First, fault => Assert.NotEmpty(fault.WhatToDo));
    }

    [Fact]
    public async Task Lines_outside_the_perimeter_are_none()
    {
        using var fixture = new NoticeFixture();
        fixture.Connector.Reconfigure("""{ "perimeter": [ { "field": "title", "operator": "notEquals", "value": "outside" } ] }""");

        var notice = await fixture.RunAsync(Line("A"), Line("O", title: "outside"));

        Assert.Empty(notice.Faults.First);
        Assert.Equal(0, notice.Faults.InAll);
    }

    [Theory]
    [InlineData("somethingNew: The user ann.planted@example.com (Ann Planted) is a partner; call Planted.", "somethingNew, the logs say more")]
    [InlineData("somethingNew; other.new-1: Planted", "somethingNew, the logs say more")]
    [InlineData("userNotFound", "userNotFound, the logs say more")]
    [InlineData("ann.planted@example.com: is a partner", "the logs say more")]
    [InlineData("Ann Planted", "the logs say more")]
    [InlineData("\u0001bad\u0001: \u0001", "the logs say more")]
    [InlineData("", "the logs say more")]
    public async Task Of_the_directorys_own_words_the_code_alone_is_told(string remark, string told)
    {
        using var fixture = new NoticeFixture();

        var notice = await RefusedAsync(fixture, remark);
        var message = await fixture.DeliverAsync(notice);

        Assert.Equal($"The directory refused it ({told})", Assert.Single(notice.Faults.First).Message);
        Assert.Equal($"The directory refused it ({told})", Assert.Single(message.FaultRows())[3]);
        Assert.All(message.Bodies(), body => Assert.DoesNotContain("planted", body, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_code_that_is_no_code_by_its_length_is_not_told()
    {
        using var fixture = new NoticeFixture();

        var notice = await RefusedAsync(fixture, new string('x', 61) + ": too long");

        Assert.Equal("The directory refused it (the logs say more)", Assert.Single(notice.Faults.First).Message);
    }

    [Fact]
    public void A_file_that_cannot_be_read_any_more_is_no_failure()
    {
        using var connector = new TestConnector();
        var path = connector.Write("users.csv", TestConnector.Header + "\n" + Line("A", first: "") + "\n");
        var users = UsersFileView.Of(path, connector.Configuration, "users.csv");
        using var plan = CsvCheck.Plan(users, connector.Configuration, "users.csv", connector.Observer, TestContext.Current.CancellationToken);
        File.Delete(path);

        var faults = NoticeFaults.Collect(plan, users);

        Assert.Empty(faults.First);
        Assert.Equal(1, faults.InAll);
    }

    // The directory says such a thing while the plan is carried out.
    private static async Task<Notice> RefusedAsync(NoticeFixture fixture, string remark)
    {
        var notice = await fixture.RunAsync(Line("A"));
        var users = UsersFileView.Of(Path.Combine(fixture.Connector.Folder, "users.csv"), fixture.Connector.Configuration, "users.csv");
        using var plan = CsvCheck.Plan(users, fixture.Connector.Configuration, "users.csv", fixture.Connector.Observer, TestContext.Current.CancellationToken);
        plan.Lines[0].Details |= LineDetails.Refused;
        plan.Remarks[0] = remark;
        return notice with { Faults = NoticeFaults.Collect(plan, users) };
    }
}
