using System;
using System.Threading.Tasks;
using Polly;
using Polly.Retry;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>What is repeated, how often, and after which pause.</summary>
internal static class ApiRepeats
{
    /// <summary>Where the repeats find the call that they belong to.</summary>
    public static readonly ResiliencePropertyKey<ApiCall> Call = new("call");

    /// <summary>The code by which the platform says that three bulk operations are running: not a matter of the rate.</summary>
    public const string BulkLimit = "bulkOperationsConcurrencyLimitReached";

    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxThrottlePause = TimeSpan.FromSeconds(10);

    /// <summary>The three reasons to send a request again, each with its own patience.</summary>
    /// <param name="options">The patience.</param>
    /// <param name="reject">Takes a token that the platform does not accept.</param>
    /// <param name="repeated">Is told of each repeat.</param>
    public static ResiliencePipeline<ApiResponse> Pipeline(LearningApiOptions options, Action<string?> reject, Action repeated)
    {
        var builder = new ResiliencePipelineBuilder<ApiResponse> { TimeProvider = options.Clock };
        builder.AddRetry(AfterRejectedToken(reject, repeated));
        if (options.Tries > 1)
            builder.AddRetry(AfterFailure(options, repeated));
        return builder.AddRetry(AfterTooManyRequests(options, repeated)).Build();
    }

    private static RetryStrategyOptions<ApiResponse> AfterRejectedToken(Action<string?> reject, Action repeated) => new()
    {
        MaxRetryAttempts = 1,
        Delay = TimeSpan.Zero,
        ShouldHandle = args => Is(args.Outcome.Result?.Status == 401 && CallOf(args.Context).Token is not null),
        OnRetry = args =>
        {
            reject(CallOf(args.Context).Token);
            repeated();
            return default;
        },
    };

    private static RetryStrategyOptions<ApiResponse> AfterFailure(LearningApiOptions options, Action repeated) => new()
    {
        MaxRetryAttempts = options.Tries - 1,
        Delay = options.FirstPause,
        MaxDelay = MaxPause,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args =>
        {
            var call = CallOf(args.Context);
            return Is(call.Spent < options.RetryBudget && MayRepeat(call.Request.Operation, args.Outcome));
        },
        OnRetry = args =>
        {
            CallOf(args.Context).Spent += args.RetryDelay;
            repeated();
            return default;
        },
    };

    private static RetryStrategyOptions<ApiResponse> AfterTooManyRequests(LearningApiOptions options, Action repeated) => new()
    {
        MaxRetryAttempts = int.MaxValue,
        Delay = options.FirstPause,
        MaxDelay = MaxThrottlePause,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = args => Is(args.Outcome.Result is { Status: 429 } answer && CallOf(args.Context).Throttled < BudgetOf(answer, options)),
        OnRetry = args =>
        {
            CallOf(args.Context).Throttled += args.RetryDelay;
            repeated();
            return default;
        },
    };

    private static TimeSpan BudgetOf(ApiResponse answer, LearningApiOptions options) =>
        ErrorAnswer.Of(answer).Code == BulkLimit ? options.BulkBudget : options.ThrottleBudget;

    private static bool MayRepeat(ApiOperation operation, Outcome<ApiResponse> outcome) =>
        outcome.Exception is ApiFault fault ? operation.MayRepeat || fault.Kind == ApiFaultKind.NeverConnected
        : operation.MayRepeat && outcome.Result?.Status >= 500;

    private static ApiCall CallOf(ResilienceContext context) => context.Properties.GetValue(Call, null!);

    private static ValueTask<bool> Is(bool value) => new(value);
}
