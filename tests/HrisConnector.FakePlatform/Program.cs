using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using HrisConnector.FakePlatform;

// A platform for a person who wants to try the module: dotnet run --project tests/HrisConnector.FakePlatform -- --port 5360
const string Usage = "usage: HrisConnector.FakePlatform [--port 5360] [--client-id demo] [--client-secret demo]";

var arguments = new Dictionary<string, string> { ["--port"] = "5360", ["--client-id"] = "demo", ["--client-secret"] = "demo" };
for (var i = 0; i < args.Length; i += 2)
{
    if (!arguments.ContainsKey(args[i]) || i + 1 == args.Length)
    {
        Console.Error.WriteLine(Usage);
        return 64;
    }
    arguments[args[i]] = args[i + 1];
}
if (!ushort.TryParse(arguments["--port"], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
{
    Console.Error.WriteLine(Usage);
    return 64;
}

var stop = new TaskCompletionSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.TrySetResult();
}
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

FakePlatform platform;
try
{
    platform = await FakePlatform.StartAsync(new FakePlatformOptions
    {
        Port = port,
        ClientId = arguments["--client-id"],
        ClientSecret = arguments["--client-secret"],
        RootGroupName = DemoCompany.RootGroup,
        ShowState = true,
    });
}
catch (System.IO.IOException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

await using (platform)
{
    DemoCompany.Fill(platform.State);
    Console.WriteLine($"A fake learning platform listens on {platform.BaseUri}");
    Console.WriteLine($"  client id      {arguments["--client-id"]}");
    Console.WriteLine($"  client secret  {arguments["--client-secret"]}");
    Console.WriteLine("  limits         50 reads and 10 writes a second");
    Console.WriteLine("Groups:");
    foreach (KeyValuePair<string, string> group in platform.State.GroupPaths)
    {
        Console.WriteLine($"  {group.Key}  {group.Value}");
    }
    Console.WriteLine("Custom fields:");
    foreach (KeyValuePair<string, string> field in platform.State.CustomFieldNames)
    {
        Console.WriteLine($"  {field.Key}  {field.Value}");
    }
    Console.WriteLine($"All users, for a browser: {platform.BaseUri}state");
    Console.WriteLine("Everything is kept in memory alone. Ctrl-C ends it. One line for each request:");
    // Paths have ids alone. Queries and bodies have people's data, so they are not shown.
    platform.Answered = request => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{request.At:HH:mm:ss.fff}  {request.StatusCode}  {request.Method} {request.Path}"));
    await stop.Task;
}
return 0;
