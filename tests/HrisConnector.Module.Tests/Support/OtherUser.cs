using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using Xunit;

namespace HrisConnector.ModuleTests.Support;

/// <summary>Processes of an account that has no rights (<c>nobody</c>). Only root can start them.</summary>
internal static class OtherUser
{
    private const string Program = "/usr/bin/setpriv";

    public static Process Start(params IEnumerable<string> command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists(Program), "Only root can start a process of another user, with setpriv.");
        var start = new ProcessStartInfo(Program, ["--reuid=65534", "--regid=65534", "--clear-groups", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = "/nonexistent";
        return Process.Start(start)!;
    }
}
