using System.Collections.Frozen;
using System.Collections.Generic;
using HrisConnector.FakePlatform.Http;

namespace HrisConnector.FakePlatform;

/// <summary>What a request is answered that a fault refuses.</summary>
internal static class FaultAnswers
{
    private static readonly FrozenDictionary<FaultKind, Answer> Answers = new Dictionary<FaultKind, Answer>
    {
        [FaultKind.TooManyRequests] = Answer.ErrorWord(429, "tooManyRequests"),
        [FaultKind.InternalServerError] = new Answer(500, "Internal Server Error", "text/plain"),
        [FaultKind.ServiceUnavailable] = new Answer(503, "Service Unavailable", "text/plain"),
        [FaultKind.TokenRevoked] = Answer.ErrorWord(401, "invalid_token"),
        [FaultKind.InvalidScope] = Answer.Error(403, "invalid_scope", "A scope is missing."),
        [FaultKind.UnknownErrorCode] = Answer.Error(400, "somethingNew", "Something that the documents do not know."),
    }.ToFrozenDictionary();

    /// <summary>The answer; null for a fault that does not refuse the request.</summary>
    public static Answer? Of(FaultKind kind, string operation) =>
        kind == FaultKind.ServiceUnavailable && operation.EndsWith(" /api/v2/bulk/groups/memberships", System.StringComparison.Ordinal)
            ? Answer.Error(503, "bulkAPIDisabled", "The bulk API is temporarily disabled.")
            : Answers.GetValueOrDefault(kind);
}
