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


public sealed class ApiUsersTests
{
    private const string Create = "POST /api/v2/users";

    [Fact]
    public async Task A_created_user_has_what_was_sent_and_an_invitation_when_one_is_wanted()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var membership = new NewMembership(platform.State.RootGroupId);
        var full = new NewUser
        {
            Mail = "zoé@example.com", Username = "zoe", FirstName = "Zoé", LastName = "Łuk", Lang = "fr", Job = "Cook", Organization = "Kitchen", Phone = "+33 1", Custom = "x", Membership = membership,
        };

        var invited = await platform.Api.CreateUserAsync(full with { Mail = "zoe@example.com" }, true, ApiPlatform.Token);
        var silent = await platform.Api.CreateUserAsync(new NewUser { Mail = "b@example.com", Membership = membership }, false, ApiPlatform.Token);

        Assert.False(invited.Restored);
        Assert.Equal("invited", invited.User.Status);
        Assert.Equal([invited.User.Id], platform.State.Invitations);
        var user = platform.State.UserById(invited.User.Id)!;
        Assert.Equal(("zoe@example.com", "zoe", "Zoé", "Łuk", "fr"), (user.Mail, user.Username, user.FirstName, user.LastName, user.Lang));
        Assert.Equal(("Cook", "Kitchen", "+33 1", "x"), (user.Job, user.Organization, user.Phone, user.Custom));
        Assert.NotEqual(invited.User.Id, silent.User.Id);
    }

    [Fact]
    public async Task Creating_with_the_mail_of_a_deleted_user_restores_them()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var id = platform.State.AddUser("ann@example.com", "Ann", "Old", "deleted");

        var created = await platform.Api.CreateUserAsync(NewUser(platform, "ann@example.com"), false, ApiPlatform.Token);

        Assert.True(created.Restored);
        Assert.Equal(id, created.User.Id);
    }

    [Theory]
    [InlineData(FaultKind.DropBeforeCommit)]
    [InlineData(FaultKind.DropAfterCommit)]
    [InlineData(FaultKind.InternalServerError)]
    [InlineData(FaultKind.ServiceUnavailable)]
    [InlineData(FaultKind.Hang)]
    public async Task A_creation_that_the_platform_may_have_seen_is_never_sent_again(FaultKind kind)
    {
        await using var platform = await ApiPlatform.StartAsync(configure: options => options with { Timeout = TimeSpan.FromSeconds(kind == FaultKind.Hang ? 2 : 30) });
        await platform.Api.SignInAsync(ApiPlatform.Token);
        platform.Fake.Faults.Add(kind, Create);

        var unknown = await Assert.ThrowsAsync<OutcomeUnknownException>(() => platform.Api.CreateUserAsync(NewUser(platform, "ann@example.com"), false, ApiPlatform.Token));

        Assert.Single(platform.Requests(Create));
        Assert.DoesNotContain("ann", unknown.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(kind == FaultKind.DropAfterCommit, platform.State.FindUser("ann@example.com") is not null);
    }

    [Fact]
    public async Task A_creation_that_came_too_early_is_sent_again()
    {
        await using var platform = await ApiPlatform.StartAsync();
        platform.Fake.Faults.Add(FaultKind.TooManyRequests, Create, times: 3);

        var created = await platform.Api.CreateUserAsync(NewUser(platform, "ann@example.com"), false, ApiPlatform.Token);

        Assert.Equal("ann@example.com", platform.State.UserById(created.User.Id)!.Mail);
        Assert.Equal(4, platform.Requests(Create).Count);
        Assert.Equal((3, 3, 4), (platform.Api.Statistics.TooManyRequests, platform.Api.Statistics.Repeats, platform.Api.Statistics.Writes));
    }

    [Fact]
    public async Task An_update_sends_the_fields_that_are_set_and_clears_those_set_to_nothing()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var id = platform.State.AddUser("ann@example.com", "Ann", "Old", job: "Cook", phone: "1", organization: "Kitchen");

        var updated = await platform.Api.UpdateUserAsync(id, new UserPatch { LastName = "New", Phone = null, Organization = "" }, ApiPlatform.Token);

        Assert.Equal(("New", null, null), (updated.LastName, updated.Phone, updated.Organization));
        var user = platform.State.UserById(id)!;
        Assert.Equal(("Ann", "New", "Cook", null, null), (user.FirstName, user.LastName, user.Job, user.Phone, user.Organization));
        Assert.Equal("""{"lastName":"New","phone":null,"organization":null}""", Assert.Single(platform.Requests("PATCH /api/v2/users/{userId}")).Body);
    }

    [Fact]
    public async Task A_refusal_says_the_platforms_code_and_keeps_its_words_out_of_the_message()
    {
        await using var platform = await ApiPlatform.StartAsync();
        platform.State.AddUser("ann@example.com", "Ann", "Old");
        platform.Fake.Faults.Add(FaultKind.UnknownErrorCode, "PUT /api/v2/users/{userId}/activate");
        var bob = platform.State.AddUser("bob@example.com", "Bob", "Old", "invited");

        var used = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.UpdateUserAsync(bob, new UserPatch { Mail = "ann@example.com" }, ApiPlatform.Token));
        var unknown = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.ActivateUserAsync(bob, ApiPlatform.Token));

        Assert.Equal(("mailAlreadyUsed", 400, false), (used.Code, used.StatusCode, used.IsTransient));
        Assert.Equal("PATCH /api/v2/users/{userId}: the platform answers 400, mailAlreadyUsed", used.Message);
        Assert.Equal(("somethingNew", "Something that the documents do not know."), (unknown.Code, unknown.PlatformMessage));
        Assert.DoesNotContain("documents", unknown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_are_found_by_many_addresses_at_once_in_short_queries()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var mails = Enumerable.Range(0, 90).Select(i => $"First.Last+{i}@{new string('x', i)}.example.com").ToList();
        var ids = mails.Select(mail => platform.State.AddUser(mail, "A", "B", "deleted")).ToList();

        var found = await platform.Api.FindUsersByMailAsync([.. mails, "nobody@example.com", mails[0]], ApiPlatform.Token);

        Assert.Equal(ids.Order(StringComparer.Ordinal), found.Select(user => user.Id).Order(StringComparer.Ordinal));
        Assert.All(found, user => Assert.True(user.IsDeleted));
        Assert.All(platform.Requests("GET /api/v2/users"), request => Assert.InRange(request.Query.Length, 1, 4000));
        Assert.Contains(platform.Requests("GET /api/v2/users"), request => request.Query.Contains("first.last%2B1%40x", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_users_of_all_statuses_come_page_by_page()
    {
        await using var platform = await ApiPlatform.StartAsync(ApiPlatform.Unlimited with { PageSize = 3 });
        foreach (var status in new[] { "active", "invited", "deleted", "active", "deleted", "active" })
            platform.State.AddUser($"{Guid.NewGuid():N}@example.com", "A", "B", status);
        var pages = new List<IReadOnlyList<ApiUser>>();

        await platform.Api.ReadUsersAsync(pages.Add, ApiPlatform.Token);

        Assert.Equal([3, 3, 1], pages.Select(page => page.Count));
        Assert.Equal(platform.State.Users.Select(user => user.Id).Order(StringComparer.Ordinal), pages.SelectMany(page => page).Select(user => user.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_user_who_is_not_there_is_null_and_cannot_be_deleted()
    {
        await using var platform = await ApiPlatform.StartAsync();
        const string nobody = "00000000000000000000beef";

        Assert.Null(await platform.Api.GetUserAsync(nobody, ApiPlatform.Token));
        var refused = await Assert.ThrowsAsync<LearningApiException>(() => platform.Api.DeleteUserAsync(nobody, ApiPlatform.Token));

        Assert.Equal("userNotFound", refused.Code);
    }

    [Fact]
    public async Task A_user_who_is_deleted_already_counts_as_deleted()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var id = platform.State.AddUser("ann@example.com", "Ann", "Old");

        await platform.Api.DeleteUserAsync(id, ApiPlatform.Token);
        await platform.Api.DeleteUserAsync(id, ApiPlatform.Token);

        Assert.Equal("deleted", platform.State.UserById(id)!.Status);
        Assert.Equal("deleted", (await platform.Api.GetUserAsync(id, ApiPlatform.Token))!.Status);
    }

    [Fact]
    public async Task An_invited_user_is_activated()
    {
        await using var platform = await ApiPlatform.StartAsync();
        var id = platform.State.AddUser("ann@example.com", "Ann", "Old", "invited");

        await platform.Api.ActivateUserAsync(id, ApiPlatform.Token);

        Assert.Equal("active", platform.State.UserById(id)!.Status);
    }

    private static NewUser NewUser(ApiPlatform platform, string mail) => new() { Mail = mail, Membership = new NewMembership(platform.State.RootGroupId) };
}
