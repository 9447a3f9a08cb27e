namespace HrisConnector.ModuleTests.Support;

/// <summary>How the shell ended and what it wrote.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Error);
