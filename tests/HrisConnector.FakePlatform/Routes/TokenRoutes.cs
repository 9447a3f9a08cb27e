using System.Collections.Generic;
using System.Globalization;
using System.Text.Json.Nodes;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>Access tokens.</summary>
internal static class TokenRoutes
{
    public static IReadOnlyList<Operation> Operations { get; } = [new("POST", "/api/v2/oauth2/token", null, Create)];

    private static Answer Create(Call call)
    {
        JsonBody body = call.Body();
        var grantType = body.Required("grant_type", body.Text("grant_type"));
        var clientId = body.Required("client_id", body.Text("client_id"));
        var clientSecret = body.Required("client_secret", body.Text("client_secret"));
        var userId = body.Id("user_id");
        body.Id("company_id");
        body.End();

        if (grantType != "client_credentials")
        {
            throw new ApiRefusal(Answer.ErrorWord(400, "unsupported_grant_type"));
        }
        if (clientId != call.Options.ClientId || clientSecret != call.Options.ClientSecret)
        {
            throw new ApiRefusal(Answer.ErrorWord(401, "invalid_client"));
        }
        if (userId != null && call.Company.Users.Find(userId) is not { IsDeleted: false })
        {
            throw new ApiRefusal(Answer.ErrorWord(400, "non_existing_user"));
        }

        var seconds = (long)call.Options.TokenLife.TotalSeconds;
        return Answer.Ok(new JsonObject
        {
            ["token_type"] = "Bearer",
            ["access_token"] = call.Tokens.Issue(),
            ["expires_in"] = call.Options.ExpiresInAsString ? seconds.ToString(CultureInfo.InvariantCulture) : seconds,
        });
    }
}
