using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace HrisConnector.ModuleTests.Support;

/// <summary>Looks for planted values in everything a script writes beside its results: streams end in transcripts and log servers.</summary>
internal static class PersonalData
{
    public static void IsNotIn(ScriptResult result, params string[] planted)
    {
        var written = Streams(result).ToList();
        foreach (var value in planted)
        {
            Assert.DoesNotContain(written, text => text.Contains(value, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static IEnumerable<string> Streams(ScriptResult result)
    {
        var errors = result.Terminating is null ? result.Errors : [.. result.Errors, result.Terminating];
        return errors.SelectMany(Texts)
            .Concat(result.Warnings)
            .Concat(result.Verbose)
            .Concat(result.Debug)
            .Concat(result.Information)
            .Concat(result.Progress.SelectMany(record => new[] { record.Activity, record.StatusDescription, record.CurrentOperation ?? "" }));
    }

    private static IEnumerable<string> Texts(ErrorRecord record)
    {
        yield return record.ToString();
        yield return record.TargetObject?.ToString() ?? "";
        yield return record.ErrorDetails?.Message ?? "";
        yield return record.ErrorDetails?.RecommendedAction ?? "";
        yield return record.CategoryInfo.ToString();
        for (var exception = record.Exception; exception is not null; exception = exception.InnerException)
        {
            yield return exception.Message;
        }
    }
}
