using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace HrisConnector.FakePlatform.Http;

/// <summary>The way of every request: recorded, let in or refused, carried out, answered; with a fault in between where one waits for it.</summary>
internal sealed class RequestPipeline(FakePlatform platform, CancellationToken stopping)
{
    private readonly FrontDoor _door = new(platform);

    public async Task RunAsync(HttpContext context, Operation? operation)
    {
        RecordedRequest request = await ReadAsync(context.Request, operation).ConfigureAwait(false);
        platform.Record(request);
        platform.BeforeEffect?.Invoke(request);

        Fault? fault = platform.Faults.Take(request.Operation);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        if (fault?.Kind == FaultKind.Hang)
        {
            await fault.HoldAsync(over.Token).ConfigureAwait(false);
        }

        if (fault?.Kind is FaultKind.Hang or FaultKind.DropBeforeCommit)
        {
            context.Abort();
        }
        else
        {
            Answer answer = Refused(fault, request) ?? _door.Answer(context, operation, request);
            await AnswerAsync(context, request, answer, fault, over.Token).ConfigureAwait(false);
        }
        platform.Answered?.Invoke(request);
    }

    private async Task AnswerAsync(HttpContext context, RecordedRequest request, Answer answer, Fault? fault, CancellationToken over)
    {
        var dropped = fault?.Kind == FaultKind.DropAfterCommit;
        request.Answered(answer, reachesTheClient: !dropped);
        platform.BeforeAnswer?.Invoke(request);
        if (dropped)
        {
            context.Abort();
            return;
        }
        if (fault?.Kind == FaultKind.Slow)
        {
            await fault.HoldAsync(over).ConfigureAwait(false);
        }
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        await WriteAsync(context, answer).ConfigureAwait(false);
    }

    private Answer? Refused(Fault? fault, RecordedRequest request)
    {
        if (fault?.Kind == FaultKind.TokenRevoked)
        {
            platform.Tokens.RevokeAll();
        }
        return fault == null ? null : FaultAnswers.Of(fault.Kind, request.Operation);
    }

    private async Task<RecordedRequest> ReadAsync(HttpRequest request, Operation? operation)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync().ConfigureAwait(false);
        Dictionary<string, string> headers = request.Headers.ToDictionary(
            header => header.Key, header => string.Join(",", header.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase);
        string path = request.PathBase + request.Path;
        return new RecordedRequest(
            operation?.Name ?? request.Method + " " + path, request.Method, path, request.QueryString.Value ?? "", headers, body,
            platform.Options.Clock.GetUtcNow());
    }

    private static async Task WriteAsync(HttpContext context, Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (KeyValuePair<string, string> header in answer.Headers)
        {
            context.Response.Headers[header.Key] = header.Value;
        }
        if (answer.ContentType != null)
        {
            context.Response.ContentType = answer.ContentType + "; charset=utf-8";
            await context.Response.WriteAsync(answer.Text).ConfigureAwait(false);
        }
    }
}
