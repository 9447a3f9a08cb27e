using System;

namespace HrisConnector.FakePlatform.Http;

/// <summary>A request that the platform refuses. It is thrown before anything has changed, so a refused request has no effect.</summary>
#pragma warning disable CA1032 // It always carries an answer.
#pragma warning disable CA1064 // It never leaves the platform.
internal sealed class ApiRefusal(Answer answer) : Exception
#pragma warning restore CA1064, CA1032
{
    public Answer Answer { get; } = answer;

    public static ApiRefusal BadRequest(string code, string message) => new(Answer.Error(400, code, message));

    public static ApiRefusal NotFound(string code, string message) => new(Answer.Error(404, code, message));

    /// <summary>The request is not as the documents describe it. They give this case a word for the token operation alone; it is used for all.</summary>
    public static ApiRefusal Malformed(string what) => new(Answer.ErrorWord(400, "invalid_request", what));
}
