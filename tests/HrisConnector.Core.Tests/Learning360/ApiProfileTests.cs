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


public sealed class ApiProfileTests
{
    [Fact]
    public async Task Custom_values_are_read_and_replaced_all_together()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");
        var site = platform.State.AddCustomField("Site", "string");
        var hired = platform.State.AddCustomField("Hired", "date");
        platform.State.SetCustomValue(ann, site, "Lyon");

        var fields = await platform.Api.GetCustomFieldsAsync(ApiPlatform.Token);
        var before = await platform.Api.GetCustomValuesAsync(ann, ApiPlatform.Token);
        await platform.Api.ReplaceCustomValuesAsync(ann, [new ApiCustomValue(hired, "date", "2024-01-31")], ApiPlatform.Token);

        Assert.Equal([("Site", "string"), ("Hired", "date")], fields.Select(field => (field.Name, field.Type)));
        Assert.Equal(new ApiCustomValue(site, "string", "Lyon"), Assert.Single(before));
        Assert.Equal([new("Hired", "2024-01-31")], platform.State.UserById(ann)!.CustomFields);
        var now = Assert.Single(await platform.Api.GetCustomValuesAsync(ann, ApiPlatform.Token));
        Assert.Equal((hired, "date"), (now.CustomFieldId, now.Type));
        Assert.StartsWith("2024-01-31", now.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Managers_are_added_listed_and_removed()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var ann = platform.State.AddUser("ann@example.com", "Ann", "A");
        var bob = platform.State.AddUser("bob@example.com", "Bob", "B");

        await platform.Api.AddManagerAsync(ann, bob, ApiPlatform.Token);
        await platform.Api.AddManagerAsync(ann, bob, ApiPlatform.Token);
        Assert.Equal([bob], await platform.Api.GetManagersAsync(ann, ApiPlatform.Token));

        await platform.Api.RemoveManagerAsync(ann, bob, ApiPlatform.Token);
        await platform.Api.RemoveManagerAsync(ann, bob, ApiPlatform.Token);
        Assert.Empty(await platform.Api.GetManagersAsync(ann, ApiPlatform.Token));
    }

    [Fact]
    public async Task Groups_and_who_is_in_them_come_to_the_last_page()
    {
        await using var platform = await ApiPlatform.StartAsync(ApiPlatform.Unlimited with { PageSize = 2 });
        var sales = platform.State.AddGroup("Company/Sales", isPublic: true);
        foreach (var name in new[] { "France", "Italy", "Spain" })
            platform.State.AddGroup("Company/Sales/" + name, isPublic: false);
        var users = Enumerable.Range(0, 5).Select(i => platform.State.AddUser($"{i}@example.com", "A", "B", groupId: sales)).ToList();
        platform.State.AddMembership(users[0], sales, "admin");

        var groups = await platform.Api.GetGroupsAsync(ApiPlatform.Token);
        var members = await platform.Api.GetMembershipsOfGroupAsync(sales, ApiPlatform.Token);
        var ofUser = await platform.Api.GetMembershipsOfUserAsync(users[0], ApiPlatform.Token);

        Assert.Equal(["Company", "France", "Italy", "Sales", "Spain"], groups.Select(group => group.Name).Order(StringComparer.Ordinal));
        Assert.Equal((true, platform.State.RootGroupId), groups.Where(group => group.Id == sales).Select(group => (group.Public, group.ParentId!)).Single());
        Assert.Null(groups.Single(group => group.Name == "Company").ParentId);
        Assert.Equal(users.Order(StringComparer.Ordinal), members.Where(member => member.Role == ApiMembership.Learner).Select(member => member.UserId).Order(StringComparer.Ordinal));
        Assert.All(members, member => Assert.Equal(sales, member.GroupId));
        Assert.Contains(new ApiMembership(users[0], sales, "admin"), ofUser);
        Assert.Contains(new ApiMembership(users[0], sales), ofUser);
    }
}
