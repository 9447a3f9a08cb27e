using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using MimeKit;

namespace HrisConnector.Core.Configuration;

/// <summary>Reads who is told of the end of a run.</summary>
internal static class NoticesReader
{
    private static readonly Dictionary<string, SmtpSecurity> Securities = new() { ["startTls"] = SmtpSecurity.StartTls, ["tls"] = SmtpSecurity.Tls, ["none"] = SmtpSecurity.None };
    private static readonly Dictionary<string, HrisSyncStatus> Ends = new() { ["error"] = HrisSyncStatus.Error, ["warning"] = HrisSyncStatus.Warning, ["success"] = HrisSyncStatus.Success };

    // The mail server judges the rest.
    private static readonly Regex Address = new(@"^[^@\s<>,;]+@[^@\s<>,;]+\z", RegexOptions.CultureInvariant);

    /// <summary>The notices; null when there are none.</summary>
    public static NoticesConfiguration? Read(JsonSection root)
    {
        var section = root.Section("notices");
        if (section is null)
            return null;
        var smtp = section.Section("smtp");
        if (smtp is null && section.Take("smtp") is null)
            section.Fault("smtp", "is missing");
        var server = smtp is null ? null : ReadSmtp(smtp);
        var ends = section.Choices("on", Ends) ?? [HrisSyncStatus.Error, HrisSyncStatus.Warning];
        var attach = section.Flag("attachLogs") ?? false;
        section.RefuseUnknown();
        return server is null ? null : new NoticesConfiguration(server, ends, attach);
    }

    private static SmtpConfiguration ReadSmtp(JsonSection section)
    {
        var security = section.Choice("security", Securities) ?? SmtpSecurity.StartTls;
        var to = section.Texts("to") ?? [];
        if (to.Count == 0)
            section.Fault("to", "must hold at least one address");
        var result = new SmtpConfiguration(
            section.Text("host", required: true)?.Trim() ?? "",
            (int?)section.Number("port", 1, 65535, whole: true) ?? StandardPort(security),
            security,
            section.Text("from", required: true)?.Trim() ?? "",
            to,
            section.Text("userName")?.Trim(),
            SecretReader.Read(section, "password"));
        foreach (var address in to.Where(address => !IsAddress(address)))
            section.Fault("to", $"holds '{address}', which is no e-mail address");
        if (result.From.Length > 0 && !IsAddress(result.From))
            section.Fault("from", "is no e-mail address");
        if (result.UserName is null != result.Password is null)
            section.Fault(result.UserName is null ? "password" : "userName", "needs userName and password together");
        if (result.UserName is not null && security == SmtpSecurity.None)
            section.Fault("security", "is none, and a password never travels in the clear; use startTls or tls");
        section.RefuseUnknown();
        return result;
    }

    // One that no message can have would silence the notices to everybody.
    private static bool IsAddress(string address)
    {
        if (!Address.IsMatch(address))
            return false;
        try
        {
            _ = new MailboxAddress(null, address);
            return true;
        }
        catch (ParseException)
        {
            return false;
        }
    }

    private static int StandardPort(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => 587,
        SmtpSecurity.Tls => 465,
        _ => 25,
    };
}
