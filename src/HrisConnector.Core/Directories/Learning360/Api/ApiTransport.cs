using System;
using System.IO;
using System.Linq;
#if !NET
using System.Net;
#endif
using System.Net.Http;
using System.Net.Http.Headers;
#if !NET
using System.Security.Authentication;
#endif
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.Timeout;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>Sends one request to the platform, once, and takes its whole answer.</summary>
internal sealed class ApiTransport : IDisposable
{
    private const long MaxAnswerBytes = 64 * 1024 * 1024;
    private const string VersionHeader = "360-api-version";
    private const string Version = "v2.0";

    private readonly HttpClient _client;
    private readonly ResiliencePipeline _timeout;
    private readonly Uri _base;

    public ApiTransport(LearningApiOptions options, int connections)
    {
        _base = options.BaseUri;
        _timeout = new ResiliencePipelineBuilder { TimeProvider = options.Clock }.AddTimeout(options.Timeout).Build();

        // A redirect would take the token, or a user's data, to whom nobody chose.
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = connections };
#if !NET
        // Windows PowerShell 5.1 begins with SSL 3 and TLS 1.0 alone where nobody has changed that. Zero leaves it to the system; .NET Standard has no name for it.
        if (ServicePointManager.SecurityProtocol != 0 && !ServicePointManager.SecurityProtocol.HasFlag(SecurityProtocolType.Tls12))
            handler.SslProtocols = SslProtocols.Tls12;
#endif
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerBytes };
    }

    /// <summary>Sends.</summary>
    /// <exception cref="ApiFault">There is no answer.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, string? token, CancellationToken cancellationToken)
    {
        try
        {
            return await _timeout.ExecuteAsync(async end => await ExchangeAsync(request, token, end).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException)
        {
            throw new ApiFault(ApiFaultKind.TimedOut);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw ApiFault.From(e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiFault(ApiFaultKind.Lost, e);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<ApiResponse> ExchangeAsync(ApiRequest request, string? token, CancellationToken cancellationToken)
    {
        using var response = await StoppableAsync(_client.SendAsync(Message(request, token), cancellationToken), cancellationToken).ConfigureAwait(false);
        var link = response.Headers.TryGetValues("Link", out var links) ? string.Join(", ", links) : null;
#if NET
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
#else
        var body = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
#endif
        return new ApiResponse((int)response.StatusCode, body, link, LastSegment(response.Headers.Location));
    }

    private HttpRequestMessage Message(ApiRequest request, string? token)
    {
        var message = new HttpRequestMessage(request.Operation.Method, new Uri(_base, request.Path));
        message.Headers.Add(VersionHeader, Version);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        message.Headers.ExpectContinue = false;
        if (token is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (request.Body is { } body)
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return message;
    }

    // Of the address that the platform names only the id is used: what follows must go to the platform itself.
    private static string? LastSegment(Uri? location) => location?.OriginalString.Split('?', '#')[0].TrimEnd('/').Split('/').Last();

    // .NET Framework does not stop while it takes the answer's body. The exchange is then left behind and ends by itself.
    private static async Task<T> StoppableAsync<T>(Task<T> work, CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => stopped.TrySetResult(true)))
            await Task.WhenAny(work, stopped.Task).ConfigureAwait(false);
        if (work.IsCompleted)
            return await work.ConfigureAwait(false);
        _ = work.ContinueWith(ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        throw new OperationCanceledException(cancellationToken);
    }
}
