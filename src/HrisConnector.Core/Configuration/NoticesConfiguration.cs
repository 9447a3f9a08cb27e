using System.Collections.Generic;

namespace HrisConnector.Core.Configuration;

/// <summary>E-mail about the end of a run.</summary>
/// <param name="Smtp">The mail server.</param>
/// <param name="On">The ends that are worth a message.</param>
/// <param name="AttachLogs">Whether the logs are attached; else the message says where they are.</param>
public sealed record NoticesConfiguration(SmtpConfiguration Smtp, IReadOnlyList<HrisSyncStatus> On, bool AttachLogs);
