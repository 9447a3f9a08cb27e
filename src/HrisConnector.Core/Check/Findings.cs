using System;
using System.IO;
using System.Threading.Tasks;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Store;
using Microsoft.Data.Sqlite;

namespace HrisConnector.Core.Check;

/// <summary>What the checks of a configuration found, told one by one as soon as it is known.</summary>
internal sealed class Findings(string storePath, Action<HrisConfigurationCheck> report)
{
    public void Pass(string check, string message) => Report(check, HrisCheckStatus.Passed, message, "");

    public void Warn(string check, string message, string remedy) => Report(check, HrisCheckStatus.Warning, message, remedy);

    public void Fail(string check, HrisException failure) => Report(check, HrisCheckStatus.Failed, failure.Message, failure.Error.Hint);

    public void Skip(string reason, params string[] checks)
    {
        foreach (var check in checks)
            Report(check, HrisCheckStatus.Skipped, reason, "");
    }

    /// <summary>Does a check, whose failure is a finding.</summary>
    /// <param name="check">Its name.</param>
    /// <param name="work">Reports what it finds when it succeeds.</param>
    /// <returns>False when it failed.</returns>
    public async Task<bool> TryAsync(string check, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            return true;
        }
        catch (HrisException e)
        {
            Fail(check, e);
        }
        catch (SqliteException e)
        {
            Fail(check, StoreFailure.From(e, storePath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Fail(check, new HrisException(HrisErrors.StoreUnavailable, $"A folder could not be looked at ({e.GetType().Name}).", null, e));
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            // The message of a foreign exception may hold anything.
            Fail(check, new HrisException(HrisErrors.Unexpected, $"The check failed unexpectedly ({e.GetType().Name}).", null, e));
        }

        return false;
    }

    private void Report(string check, HrisCheckStatus status, string message, string remedy) =>
        report(new HrisConfigurationCheck { Check = check, Status = status, Message = message, Remedy = remedy });
}
