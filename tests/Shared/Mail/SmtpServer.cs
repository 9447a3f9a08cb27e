using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Tests.Shared.Mail;

/// <summary>
/// A real mail server on this machine, for tests: SMTP with STARTTLS or TLS, PLAIN and LOGIN, and ways to misbehave. It needs nothing
/// of this project. Its certificate is its own and is for <c>localhost</c>, not for <c>127.0.0.1</c>.
/// </summary>
internal sealed class SmtpServer : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SmtpTrouble _trouble;
    private readonly bool _tlsFromTheStart;
    private readonly (string User, string Password) _account;

    public SmtpServer(SmtpTrouble trouble = SmtpTrouble.None, bool tlsFromTheStart = false, string user = "hris", string password = "secret")
    {
        _trouble = trouble;
        _tlsFromTheStart = tlsFromTheStart;
        _account = (user, password);
        Certificate = MakeCertificate();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>Ends when the first client has connected.</summary>
    public Task Connected => _connected.Task;

    /// <summary>The messages that were taken.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>All that clients said before TLS, but messages.</summary>
    public ConcurrentQueue<string> SaidInClear { get; } = [];

    /// <summary>All that clients said over TLS, but messages.</summary>
    public ConcurrentQueue<string> SaidInTls { get; } = [];

    /// <summary>A judgement that trusts this server's certificate although no authority signed it; the name must be right all the same.</summary>
    public bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors is SslPolicyErrors.None or SslPolicyErrors.RemoteCertificateChainErrors && certificate!.GetRawCertData().SequenceEqual(Certificate.RawData);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        Certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connected.TrySetResult();
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var connection = new Connection(this, client.GetStream());
                if (_tlsFromTheStart)
                    await connection.EncryptAsync();
                await connection.TalkAsync();
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or ObjectDisposedException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away or did not trust us; or the server was stopped.
            }
        }
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null); // Windows serves no key that is in memory alone
    }

    private sealed class Connection(SmtpServer server, Stream stream)
    {
        private readonly List<string> _to = [];
        private Stream _stream = stream;
        private string _from = "";
        private string? _user;

        private bool IsEncrypted => _stream is SslStream;

        public async Task EncryptAsync()
        {
            var secure = new SslStream(_stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, server._stop.Token);
            _stream = secure;
        }

        public async Task TalkAsync()
        {
            if (Has(SmtpTrouble.Silent))
                await Task.Delay(Timeout.Infinite, server._stop.Token);
            await SayAsync(Has(SmtpTrouble.RefusesConnection) ? "554 go away" : "220 test ESMTP");
            while (await ReadCommandAsync() is { } line)
            {
                var (word, rest) = line.Split(' ', 2) is [var first, var second] ? (first.ToUpperInvariant(), second) : (line.ToUpperInvariant(), "");
                if (word == "QUIT" && Has(SmtpTrouble.SilentAtQuit))
                    await Task.Delay(Timeout.Infinite, server._stop.Token);
                if (!await ObeyAsync(word, rest))
                    return;
            }
        }

        private async Task<bool> ObeyAsync(string word, string rest)
        {
            switch (word)
            {
                case "EHLO":
                    await GreetAsync();
                    return true;
                case "STARTTLS":
                    await SayAsync("220 go ahead");
                    await EncryptAsync();
                    return true;
                case "AUTH":
                    await SignInAsync(rest);
                    return true;
                case "MAIL":
                    _from = AddressIn(rest);
                    _to.Clear();
                    await SayAsync("250 ok");
                    return true;
                case "RCPT":
                    await TakeRecipientAsync(AddressIn(rest));
                    return true;
                case "DATA":
                    return await TakeDataAsync();
                case "QUIT":
                    await SayAsync("221 bye");
                    return false;
                default:
                    await SayAsync(word is "NOOP" or "RSET" ? "250 ok" : "502 what?");
                    return true;
            }
        }

        private async Task GreetAsync()
        {
            var offers = new List<string> { "test", "PIPELINING", "8BITMIME" };
            if (!IsEncrypted && !Has(SmtpTrouble.NoStartTls))
                offers.Add("STARTTLS");
            if (!Has(SmtpTrouble.NoAuth))
                offers.Add(Has(SmtpTrouble.LoginAlone) ? "AUTH LOGIN" : "AUTH PLAIN LOGIN");
            for (var i = 0; i < offers.Count; i++)
                await SayAsync($"250{(i == offers.Count - 1 ? ' ' : '-')}{offers[i]}");
        }

        private async Task SignInAsync(string rest)
        {
            var (user, password) = rest.StartsWith("PLAIN", StringComparison.OrdinalIgnoreCase) ? await ReadPlainAsync(rest["PLAIN".Length..].Trim()) : await ReadLoginAsync();
            if (Has(SmtpTrouble.RefusesPassword) || (user, password) != server._account)
            {
                await SayAsync($"535 wrong password {password}"); // a server that repeats what it was told
                return;
            }

            _user = user;
            await SayAsync("235 welcome");
        }

        private async Task<(string User, string Password)> ReadPlainAsync(string initial)
        {
            var parts = FromBase64(initial.Length > 0 ? initial : await AskAsync("")).Split('\0');
            return (parts[1], parts[2]);
        }

        private async Task<(string User, string Password)> ReadLoginAsync() => (FromBase64(await AskAsync("Username:")), FromBase64(await AskAsync("Password:")));

        private async Task<string> AskAsync(string what)
        {
            await SayAsync("334 " + Convert.ToBase64String(Encoding.UTF8.GetBytes(what)));
            return await ReadCommandAsync() ?? throw new EndOfStreamException();
        }

        private async Task TakeRecipientAsync(string address)
        {
            if (Has(SmtpTrouble.RefusesGone) && address.StartsWith("gone", StringComparison.Ordinal))
            {
                await SayAsync($"550 <{address}> is not here");
                return;
            }

            _to.Add(address);
            await SayAsync("250 ok");
        }

        private async Task<bool> TakeDataAsync()
        {
            if (_to.Count == 0)
            {
                await SayAsync("554 no recipients");
                return true;
            }

            await SayAsync("354 go on");
            using var data = new MemoryStream();
            while (await ReadLineAsync() is { } line && line is not [(byte)'.'])
            {
                if (Has(SmtpTrouble.CutInData))
                    return false;
                data.Write(line.AsSpan(line is [(byte)'.', ..] ? 1 : 0));
                data.Write("\r\n"u8);
            }

            if (Has(SmtpTrouble.RefusesAtEnd))
            {
                await SayAsync($"451 try later, {_to[0]}");
                return true;
            }

            server.Mails.Enqueue(new ReceivedMail(_from, [.. _to], data.ToArray(), IsEncrypted, _user));
            await SayAsync("250 taken");
            return true;
        }

        private async Task<string?> ReadCommandAsync()
        {
            if (await ReadLineAsync() is not { } bytes)
                return null;
            var line = Encoding.UTF8.GetString(bytes);
            (IsEncrypted ? server.SaidInTls : server.SaidInClear).Enqueue(line);
            return line;
        }

        // Byte by byte: whatever is read beyond the line that asks for TLS would be missing in the handshake.
        private async Task<byte[]?> ReadLineAsync()
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, server._stop.Token) == 1)
            {
                if (one[0] == '\n')
                    return [.. line.Take(line is [.., (byte)'\r'] ? line.Count - 1 : line.Count)];
                line.Add(one[0]);
            }

            return null;
        }

        private async Task SayAsync(string line) => await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), server._stop.Token);

        private bool Has(SmtpTrouble trouble) => (server._trouble & trouble) != 0;

        private static string AddressIn(string rest) => rest[(rest.IndexOf('<', StringComparison.Ordinal) + 1)..rest.IndexOf('>', StringComparison.Ordinal)];

        private static string FromBase64(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));
    }
}
