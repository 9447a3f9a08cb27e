using System;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HrisConnector.FakePlatform.Http;

/// <summary>Lets a request in when it has the version header, a good token, room within the limits and the scope; then it is carried out.</summary>
internal sealed class FrontDoor(FakePlatform platform)
{
    private readonly RateLimit _reads = new(platform.Options.ReadsPerSecond, platform.Options.Clock);
    private readonly RateLimit _writes = new(platform.Options.WritesPerSecond, platform.Options.Clock);

    public Answer Answer(HttpContext context, Operation? operation, RecordedRequest request)
    {
        try
        {
            if (operation == null)
            {
                throw ApiRefusal.NotFound("notFound", "There is no such operation.");
            }
            if (operation.Scope != null)
            {
                LetIn(context, operation, operation.Scope);
            }
            return platform.State.Run(company =>
            {
                company.Bulk.Advance();
                return operation.Handle(new Call(context.Request, request, platform, company));
            });
        }
        catch (ApiRefusal refusal)
        {
            return refusal.Answer;
        }
        catch (JsonException)
        {
            return ApiRefusal.Malformed("The body is not JSON.").Answer;
        }
#pragma warning disable CA1031 // A fault of this program must be seen by the test that met it, whatever it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Answer(500, "The fake platform itself failed: " + e, "text/plain");
        }
    }

    private void LetIn(HttpContext context, Operation operation, string scope)
    {
        if (context.Request.Headers["360-api-version"] != "v2.0")
        {
            throw ApiRefusal.Malformed("The header 360-api-version must be v2.0.");
        }
        if (!platform.Tokens.IsGood(context.Request.Headers.Authorization))
        {
            throw new ApiRefusal(Http.Answer.ErrorWord(401, "invalid_token"));
        }
        if (operation.IsRateLimited && !(operation.IsRead ? _reads : _writes).TryTake())
        {
            throw new ApiRefusal(Http.Answer.ErrorWord(429, "tooManyRequests"));
        }
        if (platform.Options.Scopes?.Contains(scope) == false)
        {
            throw new ApiRefusal(Http.Answer.Error(403, "invalid_scope", $"The scope {scope} is required."));
        }
    }
}
