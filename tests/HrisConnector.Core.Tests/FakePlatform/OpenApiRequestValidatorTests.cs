using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HrisConnector.Core.Tests.Platform;

using HrisConnector.FakePlatform;

/// <summary>What the check of requests against the published documents lets pass, and what it finds.</summary>
public sealed class OpenApiRequestValidatorTests
{
    private const string Id = "507f1f77bcf86cd799439011";

    [Theory]
    [InlineData("GET", "/api/v2/users", null)]
    [InlineData("GET", "/api/v2/users?mail[in]=a@example.org&mail[in]=b@example.org&status[ne]=deleted", null)]
    [InlineData("GET", "/api/v2/users?mail%5Bin%5D=a@example.org,b@example.org&cursor=abc", null)]
    [InlineData("GET", "/api/v2/external-ids?targetId[in]=" + Id + "," + Id, null)]
    [InlineData("POST", "/api/v2/users?sendInvitationEmail=false", """{ "mail": "a@example.org", "membership": { "groupId": "507f1f77bcf86cd799439011", "role": "learner" } }""")]
    [InlineData("PATCH", "/api/v2/users/" + Id, """{ "mail": null, "job": "x", "lang": "fr", "toBeDeactivatedAt": "2030-01-01T00:00:00.000Z" }""")]
    [InlineData("PUT", "/api/v2/users/" + Id + "/activate", null)]
    [InlineData("PUT", "/api/v2/users/" + Id + "/custom-fields/values", """{ "customValues": [ { "customFieldId": "507f1f77bcf86cd799439011", "type": "date", "value": "2026-03-02" } ] }""")]
    [InlineData("DELETE", "/api/v2/bulk/groups/memberships", """{ "input": [ { "userId": "507f1f77bcf86cd799439011", "groupId": "507f1f77bcf86cd799439011", "role": "learner" } ] }""")]
    public async Task A_request_as_documented_passes(string method, string path, string? body) =>
        Assert.Empty(await ViolationsAsync(method, path, body));

    [Theory]
    [InlineData("GET", "/api/v2/persons", null, "GET /api/v2/persons: the documents have no such operation")]
    [InlineData("GET", "/api/v2/users/4711", null, "path userId does not match its pattern")]
    [InlineData("GET", "/api/v2/users?page=2", null, "query page is not expected")]
    [InlineData("GET", "/api/v2/users?mail=a", null, "query mail is not expected")]
    [InlineData("GET", "/api/v2/users?status[in]=active", null, "query status[in] is not expected")]
    [InlineData("GET", "/api/v2/users?status[eq]=gone", null, "query status[eq] is not one of the allowed values")]
    [InlineData("GET", "/api/v2/users/" + Id + "?cursor=abc", null, "query cursor is not expected")]
    [InlineData("GET", "/api/v2/external-ids?targetId[in]=" + Id + ",1", null, "query targetId[in] does not match its pattern")]
    [InlineData("POST", "/api/v2/users?sendInvitationEmail=no", """{ "membership": { "groupId": "507f1f77bcf86cd799439011", "role": "learner" } }""", "query sendInvitationEmail is not one of the allowed values")]
    [InlineData("POST", "/api/v2/users", null, "the body is missing")]
    [InlineData("POST", "/api/v2/users", "{", "the body is not JSON")]
    [InlineData("POST", "/api/v2/users", "[]", "body is not of the type object")]
    [InlineData("POST", "/api/v2/users", """{ "mail": "a@example.org" }""", "body has no membership")]
    [InlineData("POST", "/api/v2/users", """{ "membership": { "groupId": "1", "role": "learner" } }""", "body.membership.groupId does not match its pattern")]
    [InlineData("POST", "/api/v2/users", """{ "membership": { "groupId": "507f1f77bcf86cd799439011", "role": "owner" } }""", "body.membership.role is not one of the allowed values")]
    [InlineData("POST", "/api/v2/users", """{ "membership": { "groupId": "507f1f77bcf86cd799439011", "role": "learner", "x": 1 } }""", "body.membership.x is not expected")]
    [InlineData("PATCH", "/api/v2/users/" + Id, """{ "job": "" }""", "body.job is shorter than 1")]
    [InlineData("PATCH", "/api/v2/users/" + Id, """{ "job": 7 }""", "body.job is not of the type string")]
    [InlineData("PATCH", "/api/v2/users/" + Id, """{ "lang": null }""", "body.lang is not of the type string")]
    [InlineData("PATCH", "/api/v2/users/" + Id, """{ "title": "x" }""", "body.title is not expected")]
    [InlineData("PATCH", "/api/v2/users/" + Id, """{ "toBeDeactivatedAt": "2030-01-01" }""", "body.toBeDeactivatedAt is not a date-time")]
    [InlineData("PUT", "/api/v2/users/" + Id + "/activate", "{}", "a body is not expected")]
    [InlineData("PUT", "/api/v2/users/" + Id + "/custom-fields/values", """{ "customValues": [ { "type": "date", "value": "" } ] }""", "body.customValues[0] has no customFieldId")]
    public async Task What_is_not_documented_is_found(string method, string path, string? body, string violation) =>
        Assert.Contains(await ViolationsAsync(method, path, body), found => found.EndsWith(violation, StringComparison.Ordinal));

    [Fact]
    public async Task More_items_than_allowed_are_found()
    {
        var items = string.Join(',', Enumerable.Repeat("""{ "customFieldId": "507f1f77bcf86cd799439011", "type": "string", "value": "x" }""", 301));

        Assert.Equal(
            ["PUT /api/v2/users/{userId}/custom-fields/values: body.customValues has more than 300 items"],
            await ViolationsAsync("PUT", $"/api/v2/users/{Id}/custom-fields/values", $$"""{ "customValues": [ {{items}} ] }"""));
    }

    [Fact]
    public async Task A_missing_version_and_a_missing_token_are_found() =>
        Assert.Equal(
            ["GET /api/v2/groups: header 360-api-version is missing", "GET /api/v2/groups: header Authorization has no bearer token"],
            await ViolationsAsync("GET", "/api/v2/groups", null, token: null, version: null));

    [Fact]
    public async Task A_violation_does_not_show_the_value() =>
        Assert.DoesNotContain("planted", string.Concat(await ViolationsAsync("PATCH", "/api/v2/users/planted", """{ "lang": "planted", "job": [ "planted" ] }""")), StringComparison.Ordinal);

    private static async Task<string[]> ViolationsAsync(string method, string path, string? body, string? token = "token", string? version = "v2.0")
    {
        OpenApiDocuments? documents = OpenApiDocuments.Find();
        Assert.SkipUnless(documents != null, OpenApiDocuments.Absent);
        await using TestPlatform client = await TestPlatform.StartAsync();

        await client.SendAsync(method, path, body, token, version);

        return [.. new OpenApiRequestValidator(documents).Validate(Assert.Single(client.Platform.Requests))];
    }
}
