using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The calls about users.</summary>
internal sealed class UserCalls(ApiSender sender, ApiReader reader)
{
    private const string Users = "/api/v2/users";

    public async Task<ApiUser?> GetAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.SendAsync(new ApiRequest(ApiOperations.GetUser, PathOf(id)), ApiJson.Default.ApiUser, cancellationToken).ConfigureAwait(false);
        }
        catch (LearningApiException e) when (e.StatusCode == 404)
        {
            return null;
        }
    }

    // Whether the platform looks at the case of letters is not documented: asked for are addresses and user names as they are written and in lower case.
    public Task<IReadOnlyList<ApiUser>> FindByMailAsync(IReadOnlyList<string> mails, CancellationToken cancellationToken) => FindByAsync("mail", mails, cancellationToken);

    public Task<IReadOnlyList<ApiUser>> FindByUsernameAsync(IReadOnlyList<string> usernames, CancellationToken cancellationToken) => FindByAsync("username", usernames, cancellationToken);

    private async Task<IReadOnlyList<ApiUser>> FindByAsync(string field, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        var queries = FilterChunks.Of(Users, field, values.SelectMany(value => new[] { value, value.ToLowerInvariant() }));
        var pages = await Task.WhenAll(queries.Select(query => reader.ListAsync(ApiOperations.ListUsers, query, ApiJson.Default.ListApiUser, cancellationToken))).ConfigureAwait(false);
        return [.. pages.SelectMany(page => page).GroupBy(user => user.Id, StringComparer.Ordinal).Select(same => same.First())];
    }

    public Task ReadAsync(Action<IReadOnlyList<ApiUser>> page, CancellationToken cancellationToken) =>
        reader.PagesAsync(ApiOperations.ListUsers, Users, ApiJson.Default.ListApiUser, page, cancellationToken);

    public async Task<CreatedUser> CreateAsync(NewUser user, bool sendInvitationEmail, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(user, ApiJson.Default.NewUser);
        var request = new ApiRequest(ApiOperations.CreateUser, $"{Users}?sendInvitationEmail={(sendInvitationEmail ? "true" : "false")}", body);
        var answer = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            return new CreatedUser(ApiReader.Read(request.Operation, answer, ApiJson.Default.ApiUser), Restored: answer.Status == 200);
        }
        catch (LearningApiException e)
        {
            // The user is there. Only who it is cannot be read.
            throw new OutcomeUnknownException(request.Operation, e.Code, answer.Status);
        }
    }

    public Task<ApiUser> UpdateAsync(string id, UserPatch patch, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(patch.Fields!, ApiJson.Default.IReadOnlyDictionaryStringString);
        return reader.SendAsync(new ApiRequest(ApiOperations.UpdateUser, PathOf(id), body), ApiJson.Default.ApiUser, cancellationToken);
    }

    public Task ActivateAsync(string id, CancellationToken cancellationToken) =>
        sender.SendAsync(new ApiRequest(ApiOperations.ActivateUser, PathOf(id) + "/activate"), cancellationToken);

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            await sender.SendAsync(new ApiRequest(ApiOperations.DeleteUser, PathOf(id)), cancellationToken).ConfigureAwait(false);
        }
        catch (LearningApiException e) when (e.StatusCode == 404)
        {
            // Perhaps an earlier request, whose answer was lost, has done it; or somebody else.
            if (!e.WasRepeated && await GetAsync(id, cancellationToken).ConfigureAwait(false) is not { IsDeleted: true })
                throw;
        }
    }

    /// <summary>The path of a user.</summary>
    public static string PathOf(string id) => $"{Users}/{Uri.EscapeDataString(id)}";
}
