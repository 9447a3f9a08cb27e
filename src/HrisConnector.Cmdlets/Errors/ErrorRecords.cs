using System;
using System.Management.Automation;
using HrisConnector.Core.Errors;

namespace HrisConnector.Cmdlets.Errors;

/// <summary>Turns exceptions into error records: the ids, categories and hints are those of the core's table of errors.</summary>
internal static class ErrorRecords
{
    /// <summary>The record of an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="target">What it happened to, unless the exception knows better.</param>
    public static ErrorRecord From(Exception exception, object? target = null) => exception is HrisException foreseen
        ? Make(foreseen, foreseen.Error, foreseen.Target ?? target)
        : Make(Unexpected(exception), HrisErrors.Unexpected, target);

    /// <summary>True when no other file of the pipeline could fare better: the configuration or the connector itself is at fault.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool EndsThePipeline(Exception exception) => exception is HrisException foreseen
        && (foreseen.Error == HrisErrors.ConfigurationNotFound
            || foreseen.Error == HrisErrors.ConfigurationInvalid
            || foreseen.Error == HrisErrors.SourceNotConfigured
            || foreseen.Error == HrisErrors.RunAlreadyActive
            || foreseen.Error == HrisErrors.StoreUnavailable
            || foreseen.Error == HrisErrors.StoreDamaged
            || foreseen.Error == HrisErrors.StoreMissing
            || foreseen.Error == HrisErrors.StoreTooNew);

    // A message that nobody foresaw may quote a user's line: the type alone is shown, the rest stays in the inner exception.
    private static InvalidOperationException Unexpected(Exception exception) =>
        new($"An unexpected failure occurred ({exception.GetType().FullName}).", exception);

    private static ErrorRecord Make(Exception exception, HrisError error, object? target) =>
        new(exception, error.Id, Category(error.Category), target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = error.Hint },
        };

    private static ErrorCategory Category(HrisErrorCategory category) =>
        Enum.TryParse<ErrorCategory>(category.ToString(), out var known) ? known : ErrorCategory.NotSpecified;
}
