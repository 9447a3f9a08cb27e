using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Errors;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360;

using HrisConnector.FakePlatform;


public sealed class ApiMappingsTests
{
    private const string Hr = "hr";
    private const string Create = "POST /api/v2/external-ids";

    [Fact]
    public async Task Mappings_are_made_found_given_to_another_user_and_deleted()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");
        var bob = platform.State.AddUser("bob@example.com", "Bob", "B");

        var made = await platform.Api.CreateMappingAsync(Hr, "E 1/ä", ann, ApiPlatform.Token);
        await platform.Api.ReplaceMappingAsync(made, bob, ApiPlatform.Token);

        var found = Assert.Single(await platform.Api.FindMappingsAsync(Hr, ["E 1/ä", "E2"], ApiPlatform.Token));
        Assert.Equal((made.Id, "E 1/ä", bob), (found.Id, found.Value, found.UserId));
        Assert.Equal(made.Id, Assert.Single(await platform.Api.FindMappingsByTargetAsync(Hr, [ann, bob], ApiPlatform.Token)).Id);
        Assert.Empty(await platform.Api.FindMappingsAsync("other", ["E 1/ä"], ApiPlatform.Token));

        await platform.Api.DeleteMappingAsync(made.Id, ApiPlatform.Token);
        await platform.Api.DeleteMappingAsync(made.Id, ApiPlatform.Token);
        Assert.Empty(platform.State.Mappings);
    }

    [Fact]
    public async Task Many_mappings_are_found_at_once_a_value_with_a_comma_too()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var values = Enumerable.Range(0, 45).Select(i => $"E{i}").Append("Doe, Jane").ToList();
        foreach (var value in values)
            platform.State.AddMapping(Hr, value, platform.State.AddUser($"{Guid.NewGuid():N}@example.com", "A", "B"));

        var found = await platform.Api.FindMappingsAsync(Hr, values, ApiPlatform.Token);

        Assert.Equal(values.Order(StringComparer.Ordinal), found.Select(mapping => mapping.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_mappings_come_page_by_page()
    {
        await using var platform = await ApiPlatform.StartAsync(ApiPlatform.Unlimited with { PageSize = 2 });
        for (var i = 0; i < 5; i++)
            platform.State.AddMapping(i == 0 ? "other" : Hr, $"E{i}", platform.State.AddUser($"{i}@example.com", "A", "B"));
        var values = new List<string>();

        await platform.Api.ReadMappingsAsync(Hr, page => values.AddRange(page.Select(mapping => mapping.Value)), ApiPlatform.Token);

        Assert.Equal(["E1", "E2", "E3", "E4"], values.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(FaultKind.DropAfterCommit, 1)]
    [InlineData(FaultKind.DropBeforeCommit, 2)]
    [InlineData(FaultKind.InternalServerError, 2)]
    public async Task A_mapping_whose_answer_was_lost_is_looked_up_before_it_is_sent_again(FaultKind kind, int sent)
    {
        await using var platform = await ApiPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");
        platform.Fake.Faults.Add(kind, Create);

        var made = await platform.Api.CreateMappingAsync(Hr, "E1", ann, ApiPlatform.Token);

        Assert.Equal((Assert.Single(platform.State.Mappings).Id, ann), (made.Id, made.UserId));
        Assert.Equal(sent, platform.Requests(Create).Count);
        var operations = platform.Fake.Requests.Select(request => request.Operation).ToList();
        Assert.Equal("GET /api/v2/external-ids", operations[operations.IndexOf(Create) + 1]);
    }

    [Fact]
    public async Task A_mapping_that_is_there_for_exactly_this_pair_is_as_good()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");
        platform.State.AddMapping(Hr, "E1", ann);

        Assert.Equal(Assert.Single(platform.State.Mappings).Id, (await platform.Api.CreateMappingAsync(Hr, "E1", ann, ApiPlatform.Token)).Id);
    }

    [Fact]
    public async Task A_mapping_that_is_there_for_another_pair_is_refused()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");
        var bob = platform.State.AddUser("bob@example.com", "Bob", "B");
        platform.State.AddMapping(Hr, "E1", ann);

        var value = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.CreateMappingAsync(Hr, "E1", bob, ApiPlatform.Token));
        var target = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.CreateMappingAsync(Hr, "E2", ann, ApiPlatform.Token));

        Assert.Equal(("valueAlreadyUsed", "mappingAlreadyExists"), (value.Code, target.Code));
    }

    [Fact]
    public async Task A_mapping_that_fails_again_and_again_fails_in_the_end_and_may_be_tried_by_the_next_run()
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { Tries = 3 });
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");
        platform.Fake.Faults.Add(FaultKind.InternalServerError, Create, times: 10);

        var failed = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.CreateMappingAsync(Hr, "E1", ann, ApiPlatform.Token));

        Assert.Equal(("http500", true), (failed.Code, failed.IsTransient));
        Assert.Equal(3, platform.Requests(Create).Count);
    }
}
