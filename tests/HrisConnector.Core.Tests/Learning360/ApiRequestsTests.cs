using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Tests.Platform;
using Xunit;

namespace HrisConnector.Core.Tests.Learning360;

using HrisConnector.FakePlatform;


public sealed class ApiRequestsTests
{
    private const string Other = "00000000000000000000beef";

    /// <summary>A call of each operation.</summary>
    internal static IReadOnlyList<Func<LearningApi, string, Task>> AllCalls { get; } =
    [
        (api, id) => api.GetUserAsync(id, ApiPlatform.Token),
        (api, _) => api.FindUsersByMailAsync(["a@example.com", "B@example.com"], ApiPlatform.Token),
        (api, _) => api.FindUsersByUsernameAsync(["ann", "bob"], ApiPlatform.Token),
        (api, _) => api.ReadUsersAsync(_ => { }, ApiPlatform.Token),
        (api, _) => api.CreateUserAsync(new NewUser { Mail = "a@example.com", Membership = new NewMembership(Other) }, true, ApiPlatform.Token),
        (api, id) => api.UpdateUserAsync(id, new UserPatch { Job = "Cook" }, ApiPlatform.Token),
        (api, id) => api.ActivateUserAsync(id, ApiPlatform.Token),
        (api, id) => api.DeleteUserAsync(id, ApiPlatform.Token),
        (api, _) => api.FindMappingsAsync("hr", ["1", "2"], ApiPlatform.Token),
        (api, id) => api.FindMappingsByTargetAsync("hr", [id, Other], ApiPlatform.Token),
        (api, _) => api.ReadMappingsAsync("hr", _ => { }, ApiPlatform.Token),
        (api, id) => api.CreateMappingAsync("hr", "1", id, ApiPlatform.Token),
        (api, id) => api.ReplaceMappingAsync(new ApiMapping { Id = Other, Platform = "hr", Value = "1", UserId = id }, id, ApiPlatform.Token),
        (api, _) => api.DeleteMappingAsync(Other, ApiPlatform.Token),
        (api, _) => api.GetCustomFieldsAsync(ApiPlatform.Token),
        (api, id) => api.GetCustomValuesAsync(id, ApiPlatform.Token),
        (api, id) => api.ReplaceCustomValuesAsync(id, [new ApiCustomValue(Other, "string", "x")], ApiPlatform.Token),
        (api, id) => api.GetManagersAsync(id, ApiPlatform.Token),
        (api, id) => api.AddManagerAsync(id, Other, ApiPlatform.Token),
        (api, id) => api.RemoveManagerAsync(id, Other, ApiPlatform.Token),
        (api, _) => api.GetGroupsAsync(ApiPlatform.Token),
        (api, _) => api.GetMembershipsOfGroupAsync(Other, ApiPlatform.Token),
        (api, id) => api.GetMembershipsOfUserAsync(id, ApiPlatform.Token),
        (api, id) => api.ChangeMembershipsAsync(true, [new ApiMembership(id, Other)], ApiPlatform.Token),
        (api, id) => api.ChangeMembershipsAsync(false, [new ApiMembership(id, Other)], ApiPlatform.Token),
    ];

    [Fact]
    public async Task Every_request_is_as_the_published_documents_say()
    {
        var documents = OpenApiDocuments.Find();
        Assert.SkipWhen(documents is null, OpenApiDocuments.Absent);
        await using var platform = await ApiPlatform.StartAsync();
        foreach (var call in AllCalls)
            await Record.ExceptionAsync(() => call(platform.Api, platform.State.OwnerId));

        var operations = typeof(ApiOperations).GetFields().Select(field => field.GetValue(null)!.ToString());
        Assert.Equal(operations.Order(StringComparer.Ordinal), platform.Fake.Requests.Select(request => request.Operation).Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(platform.Fake.Requests.SelectMany(new OpenApiRequestValidator(documents).Validate));
        Assert.DoesNotContain(platform.Fake.Requests, request => request.AnswerBody.Contains("invalid_request", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://platform.example.com")]
    [InlineData("ftp://127.0.0.1")]
    public void The_address_must_be_a_protected_one(string address) =>
        Assert.Throws<ArgumentException>(() => new LearningApi(ApiPlatform.Options(new Uri(address)), () => new Secret("secret"), new Support.SilentObserver()));
}
