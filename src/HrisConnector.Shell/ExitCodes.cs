namespace HrisConnector.Shell;

/// <summary>The exit codes, where a script does not choose its own: those of pwsh.</summary>
internal static class ExitCodes
{
    public const int Success = 0;
    public const int Failure = 1;

    /// <summary>Bad arguments, or a script file that does not exist (EX_USAGE).</summary>
    public const int Usage = 64;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by the container or the service manager: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
