using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HrisConnector.Core.Conditions;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Configuration;

/// <summary>What a connector is. Everything has a default (configuration.md).</summary>
public sealed class ConnectorConfiguration
{
    /// <summary>The name of the store and of the runs.</summary>
    public string Connector { get; init; } = "default";

    /// <summary>The full path of the folder that holds the connectors' stores.</summary>
    public string DataPath { get; init; } = DefaultDataPath();

    /// <summary>The folder of this connector's store and logs.</summary>
    public string StorePath => Path.Combine(DataPath, Connector);

    /// <summary>Where the users files come from.</summary>
    public SourceConfiguration Source { get; init; } = SourceConfiguration.None;

    /// <summary>How received files are decrypted; null when they are plain.</summary>
    public EncryptionConfiguration? Encryption { get; init; }

    /// <summary>Who is told of the end of a run; null for nobody.</summary>
    public NoticesConfiguration? Notices { get; init; }

    /// <summary>The delimiter of the file; null to detect it from the header.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The header of each user field, in the order of <see cref="UserField"/>.</summary>
    public IReadOnlyList<string> Columns { get; init; } = DefaultColumns;

    /// <summary>The words that mean an active user, without regard to case.</summary>
    public IReadOnlyList<string> ActiveWords { get; init; } = ["Active"];

    /// <summary>The words that mean an inactive user, without regard to case.</summary>
    public IReadOnlyList<string> InactiveWords { get; init; } = ["Inactive"];

    /// <summary>The custom fields.</summary>
    public IReadOnlyList<CustomFieldConfiguration> CustomFields { get; init; } = [];

    /// <summary>True when a blank cell leaves the value as it is; false (the default) when it clears the value.</summary>
    public bool KeepBlankCells { get; init; }

    /// <summary>The conditions that a line must meet, all of them, to be synchronized.</summary>
    public IReadOnlyList<ConditionConfiguration> Perimeter { get; init; } = [];

    /// <summary>True to archive users that this connector synchronized before and that the file lacks.</summary>
    public bool ArchiveMissingUsers { get; init; }

    /// <summary>The unique identifiers of users that no file updates nor archives.</summary>
    public IReadOnlyList<string> ProtectedUsers { get; init; } = [];

    /// <summary>True (the default) to link an unknown unique identifier to the account with the same e-mail address that nobody owns.</summary>
    public bool LinkByEmail { get; init; } = true;

    /// <summary>True when up to 100 users may have the same e-mail address.</summary>
    public bool SharedEmails { get; init; }

    /// <summary>The safety limits.</summary>
    public LimitsConfiguration Limits { get; init; } = LimitsConfiguration.Default;

    /// <summary>How users come into groups; null when groups are nobody's business here.</summary>
    public GroupsConfiguration? Groups { get; init; }

    /// <summary>The learning platform that is the directory; null when the directory is the embedded one.</summary>
    public Learning360Configuration? Platform { get; init; }

    /// <summary>The groups of the embedded directory; null leaves them as they are.</summary>
    public IReadOnlyList<GroupConfiguration>? DirectoryGroups { get; init; }

    /// <summary>After how many days logs are deleted; null keeps them.</summary>
    public int? LogRetentionDays { get; init; }

    /// <summary>Where the secrets are, as far as there are any.</summary>
    public IEnumerable<SecretReference> SecretReferences =>
        new[] { Source.Sftp?.Passphrase, Source.Sftp?.Password, Encryption?.Passphrase, Platform?.ClientSecret, Notices?.Smtp.Password }.OfType<SecretReference>();

    /// <summary>The default headers: the names of the fields.</summary>
    public static IReadOnlyList<string> DefaultColumns { get; } =
        Enumerable.Range(0, UserFields.Count).Select(field => UserFields.Name((UserField)field)).ToArray();

    /// <summary>Reads a configuration file.</summary>
    /// <param name="path">The full path, or null for the default configuration.</param>
    /// <returns>The configuration.</returns>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConfigurationNotFound"/>, or
    /// <see cref="HrisErrors.ConfigurationInvalid"/> with every fault and its line in the message.</exception>
    public static ConnectorConfiguration Load(string? path)
    {
        if (path is null)
            return new ConnectorConfiguration();
        byte[] json;
        try
        {
            json = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new HrisException(HrisErrors.ConfigurationNotFound, $"The configuration file {path} cannot be read.", path, e);
        }

        var faults = new List<ConfigurationFault>();
        var configuration = ConfigurationReader.Read(json, Path.GetDirectoryName(Path.GetFullPath(path))!, faults);
        if (configuration is null || faults.Count > 0)
        {
            var list = faults.OrderBy(fault => fault.Line).Select(fault => $"line {fault.Line}: {fault.Message}").ToArray();
            var lines = string.Concat(list.Select(fault => $"{Environment.NewLine}  {fault}"));
            throw new HrisException(HrisErrors.ConfigurationInvalid, $"The configuration file {path} is not valid:{lines}", path) { Reasons = list };
        }

        return configuration;
    }

    // design.md: %ProgramData% on Windows, the state folder of the user elsewhere.
    private static string DefaultDataPath()
    {
        if (Path.DirectorySeparatorChar == '\\')
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "HrisConnector");
        var state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        if (string.IsNullOrEmpty(state) || !Path.IsPathRooted(state))
            state = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");
        return Path.Combine(state, "hrisconnector");
    }
}
