using System;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;
using Polly;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>Brings a request to a good end, or to a failure that says what became of it: its turn, its token, its repeats, and the stop when nothing goes any more.</summary>
internal sealed class ApiSender : IDisposable
{
    private readonly LearningApiOptions _options;
    private readonly ResiliencePipeline<ApiResponse> _repeats;
    private readonly ApiTransport _transport;
    private readonly AccessTokens _tokens;
    private readonly RequestLane _reads;
    private readonly RequestLane _writes;
    private readonly ApiStop _stop;

    public ApiSender(LearningApiOptions options, Func<Secret> clientSecret)
    {
        _options = options;
        _reads = new RequestLane(options.ReadsPerSecond, options.Clock);
        _writes = new RequestLane(options.WritesPerSecond, options.Clock);
        _transport = new ApiTransport(options, _reads.MaxInFlight + _writes.MaxInFlight);
        _tokens = new AccessTokens(options.ClientId, clientSecret, SendOnceAsync, options.Clock);
        _repeats = ApiRepeats.Pipeline(options, _tokens.Reject, Statistics.Repeated);
        _stop = new ApiStop(options.FailuresInARow);
    }

    /// <summary>What was sent so far.</summary>
    public LearningApiStatistics Statistics { get; } = new();

    /// <summary>Sends a request until the platform has done it.</summary>
    /// <exception cref="LearningApiException">The platform refuses, or the repeats are used up.</exception>
    /// <exception cref="OutcomeUnknownException">The request must not be sent twice and may have been carried out.</exception>
    /// <exception cref="HrisException">The client has stopped: now, or before.</exception>
    public Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken) => GuardedAsync(async wait =>
    {
        try
        {
            var answer = await SendAsync(request, cancellationToken, wait).ConfigureAwait(false);
            _stop.Succeeded(request.Operation);
            return answer;
        }
        catch (LearningApiException e)
        {
            // The one that is too many is told of the stop itself.
            Judge(e.Code, e.StatusCode, e.Operation);
            _stop.ThrowIfStopped();
            throw;
        }
        catch (OutcomeUnknownException e)
        {
            Judge(e.Code, e.StatusCode, e.Operation);
            throw;
        }
    }, cancellationToken);

    /// <summary>Takes a token, unless there is a good one.</summary>
    /// <exception cref="LearningApiException">The platform fails.</exception>
    /// <exception cref="HrisException"><see cref="HrisErrors.PlatformSignInFailed"/>.</exception>
    public Task SignInAsync(CancellationToken cancellationToken) => GuardedAsync(wait => TokenAsync(wait), cancellationToken);

    public void Dispose()
    {
        _transport.Dispose();
        _tokens.Dispose();
        _stop.Dispose();
        _reads.Dispose();
        _writes.Dispose();
    }

    // A stop ends the waiting of all calls at once; what they are told is the stop, not a cancellation that nobody asked for.
    private async Task<T> GuardedAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        _stop.ThrowIfStopped();
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Waits);
        try
        {
            return await work(wait.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsStopped && !cancellationToken.IsCancellationRequested)
        {
            throw _stop.Failure;
        }
    }

    private Task<ApiResponse> SendOnceAsync(ApiRequest request, CancellationToken cancellationToken) => SendAsync(request, cancellationToken, cancellationToken);

    private async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken, CancellationToken wait)
    {
        var call = new ApiCall(request, cancellationToken);
        var context = ResilienceContextPool.Shared.Get(wait);
        context.Properties.Set(ApiRepeats.Call, call);
        try
        {
            var answer = await _repeats.ExecuteAsync(
                static async (context, self) => await self.Sender.TryAsync(self.Call, context.CancellationToken).ConfigureAwait(false), context, (Sender: this, Call: call)).ConfigureAwait(false);
            return answer.IsSuccess ? answer : throw Failure(call, answer);
        }
        catch (ApiFault fault)
        {
            if (!request.Operation.MayRepeat && fault.Kind != ApiFaultKind.NeverConnected)
                throw new OutcomeUnknownException(request.Operation, fault.Code, null, fault.InnerException);
            throw new LearningApiException(request.Operation, fault.Code, null, fault.InnerException) { IsTransient = true, WasRepeated = call.Sent > 1 };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<ApiResponse> TryAsync(ApiCall call, CancellationToken wait)
    {
        var operation = call.Request.Operation;
        var lane = operation.IsRead ? _reads : _writes;
        call.Token = operation.Scope is null ? null : await TokenAsync(wait).ConfigureAwait(false);
        await lane.EnterAsync(operation, wait).ConfigureAwait(false);
        var start = _options.Clock.GetTimestamp();
        try
        {
            call.Sent++;
            Statistics.Sent(operation);
            var answer = await _transport.SendAsync(call.Request, call.Token, call.CancellationToken).ConfigureAwait(false);
            if (answer.Status == 429)
                NoteTooFast(operation, answer, lane);
            return answer;
        }
        finally
        {
            lane.Leave();
            call.Spent += _options.Clock.GetElapsedTime(start);
        }
    }

    private void NoteTooFast(ApiOperation operation, ApiResponse answer, RequestLane lane)
    {
        Statistics.WasTooFast();
        if (ErrorAnswer.Of(answer).Code != ApiRepeats.BulkLimit)
            lane.SlowDown(operation);
    }

    private async Task<string> TokenAsync(CancellationToken wait)
    {
        try
        {
            return await _tokens.GetAsync(wait).ConfigureAwait(false);
        }
        catch (LearningApiException e) when (!e.IsTransient)
        {
            throw _stop.Stop(HrisErrors.PlatformSignInFailed, $"{Host} does not accept the client id with this secret ({e.Code}).");
        }
    }

    private Exception Failure(ApiCall call, ApiResponse answer)
    {
        var operation = call.Request.Operation;
        var (code, message) = ErrorAnswer.Of(answer);
        if (answer.Status == 401 && operation.Scope is not null)
            return _stop.Stop(HrisErrors.PlatformSignInFailed, $"{Host} does not accept its own new access token ({operation}: {code}).");
        if (answer.Status == 403 && code == "invalid_scope" && operation.Scope is not null)
            return _stop.Stop(HrisErrors.PlatformForbidden, $"The client of {Host} lacks the OAuth scope {operation.Scope}, which {operation} needs.");
        if (answer.Status >= 500 && !operation.MayRepeat)
            return new OutcomeUnknownException(operation, code, answer.Status);
        return new LearningApiException(operation, code, answer.Status)
        {
            IsTransient = answer.Status is 429 or >= 500,
            PlatformMessage = message,
            WasRepeated = call.Sent > 1,
        };
    }

    private string Host => _options.BaseUri.Host;

    // A refusal is an answer like another: the platform works. A 500 tells neither that it works nor that it does not.
    private void Judge(string code, int? status, ApiOperation operation)
    {
        if (status is null && code is "connection")
            _stop.Failed(operation, HrisErrors.PlatformUnreachable, $"{Host} cannot be reached, or cuts the connection.");
        else if (status is null)
            _stop.Failed(operation, HrisErrors.PlatformUnreachable, $"{Host} did not answer within {_options.Timeout.TotalSeconds:0.#} seconds.");
        else if (status is 502 or 503 or 504)
            _stop.Failed(operation, HrisErrors.PlatformUnreachable, $"{Host} is out of service: {operation} ended with {status} ({code}).");
        else if (status is 403)
            _stop.Failed(operation, HrisErrors.PlatformForbidden, $"{Host} forbids {operation} ({code}), which needs the OAuth scope {operation.Scope}.");
        else if (status is < 500 and not 429)
            _stop.Succeeded(operation);
    }
}
