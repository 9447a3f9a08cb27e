using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Core.Intake.Sftp;

namespace HrisConnector.Cmdlets;

/// <summary>Shows the host keys of SFTP servers, to be pinned after they were verified by another way. No credentials are sent.</summary>
[Cmdlet(VerbsCommon.Get, "HrisHostKey")]
[OutputType(typeof(HrisHostKey))]
public sealed class GetHrisHostKeyCommand : AsyncPSCmdlet
{
    private const int StandardPort = 22;

    /// <summary>The names or addresses of the servers.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("ComputerName")]
    [ValidateNotNullOrEmpty]
    public string[] HostName { get; set; } = [];

    /// <summary>Their port.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int Port { get; set; } = StandardPort;

    /// <summary>Asks each server.</summary>
    protected override void ProcessRecord() => Run(async (streams, stop) =>
    {
        foreach (var host in HostName)
        {
            await WriteKeysAsync(host, streams, stop).ConfigureAwait(false);
        }
    });

    private async Task WriteKeysAsync(string host, CmdletStreams streams, CancellationToken stop)
    {
        try
        {
            foreach (var key in await HostKeys.GetAsync(host, Port, null, stop).ConfigureAwait(false))
            {
                streams.WriteObject(key);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            streams.WriteError(exception, host);
        }
    }
}
