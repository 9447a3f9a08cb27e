using System;
using System.Threading.Tasks;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>A request of which no single user is the reason: the run cannot go on.</summary>
internal static class PlatformFailure
{
    /// <summary>Does work whose failure ends the run.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.PlatformUnreachable"/> or <see cref="HrisErrors.PlatformRequestRefused"/>.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (LearningApiException e)
        {
            var error = e.IsTransient ? HrisErrors.PlatformUnreachable : HrisErrors.PlatformRequestRefused;
            throw new HrisException(error, $"The learning platform {(e.IsTransient ? "does not answer" : "refused a request")} ({e.Message}).", e.Operation.ToString(), e);
        }
    }

    /// <summary>The same for work without a result.</summary>
    public static Task GuardAsync(Func<Task> work) => GuardAsync(async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });
}
