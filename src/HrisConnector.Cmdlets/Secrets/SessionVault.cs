using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;

namespace HrisConnector.Cmdlets.Secrets;

/// <summary>The vaults of the session, asked through <c>Get-Secret</c> of SecretManagement. That can be done on the cmdlet's own thread alone, so
/// every secret that may be needed is fetched before the work begins; one that cannot be had is a failure when it is needed.</summary>
internal sealed class SessionVault : ISecretVault
{
    private const string GetSecret = "Get-Secret";

    private readonly Dictionary<string, Secret> _secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HrisException> _failures = new(StringComparer.Ordinal);

    private SessionVault()
    {
    }

    /// <summary>Fetches those secrets that are in a vault.</summary>
    /// <param name="cmdlet">The cmdlet, on its own thread.</param>
    /// <param name="secrets">Where the secrets are that may be needed.</param>
    public static SessionVault Fetch(PSCmdlet cmdlet, IEnumerable<SecretReference> secrets)
    {
        var vault = new SessionVault();
        foreach (var name in secrets.Where(secret => secret.Kind == SecretKind.Vault).Select(secret => secret.Name).Distinct())
        {
            vault.Fetch(cmdlet, name);
        }

        return vault;
    }

    /// <inheritdoc/>
    public Secret Find(string name) => _secrets.TryGetValue(name, out var secret)
        ? secret
        : throw (_failures.TryGetValue(name, out var failure) ? failure : Unavailable(name, "it was not asked for"));

    private void Fetch(PSCmdlet cmdlet, string name)
    {
        if (cmdlet.InvokeCommand.GetCommand(GetSecret, CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias) is not { } command)
        {
            _failures[name] = Unavailable(name, "the session has no Get-Secret; install Microsoft.PowerShell.SecretManagement");
            return;
        }

        try
        {
            var found = cmdlet.InvokeCommand.InvokeScript(
                useLocalScope: true, ScriptBlock.Create("param($command, $name) & $command -Name $name -ErrorAction Stop"), null, command, name);
            if (found.Count == 1 && TextOf(found[0]?.BaseObject) is { Length: > 0 } text)
            {
                _secrets[name] = new Secret(text);
            }
            else
            {
                _failures[name] = Unavailable(name, "it is empty or no text");
            }
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            // What a vault says of itself is not known to hold no secret. So it is not kept as the cause either, which error records show.
            _failures[name] = Unavailable(name, $"Get-Secret failed ({exception.GetType().Name})");
        }
    }

    private static string? TextOf(object? secret) => secret switch
    {
        string text => text,
        SecureString secure => GivenSecret.Text(secure),
        PSCredential credential => GivenSecret.Text(credential.Password),
        _ => null,
    };

    private static HrisException Unavailable(string name, string reason) =>
        new(HrisErrors.SecretUnavailable, $"The secret '{name}' cannot be had from a vault of this session: {reason}.", name);
}
