using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HrisConnector.Core.Check;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Notices;
using HrisConnector.Core.Secrets;
using HrisConnector.Core.Users;
using HrisConnector.Tests.Shared.Mail;
using MimeKit;
using Xunit;

namespace HrisConnector.Core.Tests.Support;

/// <summary>A connector that tells a real mail server of its runs.</summary>
internal sealed class NoticeFixture : IDisposable
{
    public TestConnector Connector { get; } = new();

    public SmtpServer Server { get; } = new();

    /// <summary>Runs over lines under the default header.</summary>
    public async Task<Notice> RunAsync(params string[] lines) => await RunTextAsync(TestConnector.Header + "\n" + string.Join("\n", lines) + "\n");

    /// <summary>Runs over a file; the directory must be empty before, as it is for the plan that the faults are read from.</summary>
    public async Task<Notice> RunTextAsync(string text, string name = "users.csv")
    {
        var result = await Connector.RunTextAsync(text, name, force: true);
        if (result.Error is not null)
            return new Notice(result.Sync, result.Error, NoticeFaults.None);
        var users = UsersFileView.Of(Path.Combine(Connector.Folder, name), Connector.Configuration, name);
        using var plan = CsvCheck.Plan(users, Connector.Configuration, name, Connector.Observer, TestContext.Current.CancellationToken);
        return new Notice(result.Sync, null, NoticeFaults.Collect(plan, users));
    }

    /// <summary>A run that failed, without a file on the disk.</summary>
    public static Notice Failure(HrisException error, string connector = "hr-main", string file = "users.csv") => new(
        new HrisSync { Id = 7, Connector = connector, File = file, Status = HrisSyncStatus.Error, StartDate = DateTime.UtcNow, EndDate = DateTime.UtcNow, Logs = error.Reasons },
        error,
        NoticeFaults.None);

    /// <summary>Sends a notice and reads back what the server received.</summary>
    public async Task<MimeMessage> DeliverAsync(Notice notice, bool attachLogs = false) => Parse((await ReceiveAsync(notice, attachLogs)).Data);

    public async Task<ReceivedMail> ReceiveAsync(Notice notice, bool attachLogs = false)
    {
        var observer = new WatchingObserver(_ => { });
        await new NoticeSender(Configuration(attachLogs), new SecretSource(null)).SendAsync(notice, observer, TestContext.Current.CancellationToken);
        Assert.Empty(observer.Warnings);
        return Server.Mails.Last();
    }

    public NoticesConfiguration Configuration(bool attachLogs = false, IReadOnlyList<string>? to = null) => new(
        new SmtpConfiguration("localhost", Server.Port, SmtpSecurity.None, "hris@example.org", to ?? ["it@example.org", "hr@example.org"], null, null),
        [HrisSyncStatus.Success, HrisSyncStatus.Warning, HrisSyncStatus.Error],
        attachLogs);

    public static MimeMessage Parse(byte[] data) => MimeMessage.Load(new MemoryStream(data));

    public void Dispose()
    {
        Server.Dispose();
        Connector.Dispose();
    }
}
