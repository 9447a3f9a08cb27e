namespace HrisConnector.Core.Progress;

/// <summary>The one way by which the core tells of its progress. Called from the thread that does the work.</summary>
public interface ISyncObserver
{
    /// <summary>The work has come this far.</summary>
    /// <param name="activity">What is being done, e.g. the file's name.</param>
    /// <param name="status">The stage, e.g. <c>Checking lines</c>.</param>
    /// <param name="percent">From 0 to 100, or -1 when it cannot be said.</param>
    void Progress(string activity, string status, int percent);

    /// <summary>Something that an administrator should look at; the work goes on.</summary>
    /// <param name="message">No personal data, no secrets.</param>
    void Warn(string message);

    /// <summary>A step, for who asks for details.</summary>
    /// <param name="message">No personal data, no secrets.</param>
    void Verbose(string message);
}
