using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.ModuleTests.Support;

namespace HrisConnector.ModuleTests.Help;

/// <summary>A session in which tests look and leave nothing behind.</summary>
public sealed class SharedSession : IDisposable
{
    private static readonly Lazy<IReadOnlyList<string>> Names = new(() =>
    {
        using var session = new ModuleSession();
        return [.. session.Run("Get-Command -Module HrisConnector").Output.Select(command => command.Text("Name"))];
    });

    /// <summary>The cmdlets of the module, whatever they are.</summary>
    public static IReadOnlyList<string> CmdletNames => Names.Value;

    internal ModuleSession Session { get; } = new();

    public void Dispose() => Session.Dispose();
}
