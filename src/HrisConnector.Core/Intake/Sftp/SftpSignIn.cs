using System;
using System.IO;
using System.Linq;
using HrisConnector.Core.Errors;
using HrisConnector.Core.Secrets;
using Microsoft.Extensions.Logging.Abstractions;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace HrisConnector.Core.Intake.Sftp;

/// <summary>Credentials that are ready for use: the private key is open.</summary>
internal sealed class SftpSignIn : IDisposable
{
    private const int MaxKeyBytes = 1024 * 1024;

    private readonly SftpEndpoint _endpoint;
    private readonly SftpCredentials _credentials;
    private readonly PrivateKeyFile? _key;

    private SftpSignIn(SftpEndpoint endpoint, SftpCredentials credentials, PrivateKeyFile? key)
    {
        _endpoint = endpoint;
        _credentials = credentials;
        _key = key;
    }

    /// <summary>Opens the private key, if there is one.</summary>
    /// <param name="endpoint">The server.</param>
    /// <param name="credentials">The credentials.</param>
    /// <param name="warn">Told of a key that others can read.</param>
    /// <exception cref="HrisException"><see cref="HrisErrors.SftpAuthenticationFailed"/> when something is missing, <see cref="HrisErrors.SftpKeyUnusable"/>.</exception>
    public static SftpSignIn Load(SftpEndpoint endpoint, SftpCredentials credentials, Action<string> warn)
    {
        if (string.IsNullOrEmpty(credentials.UserName))
            throw SftpFailure.Make(HrisErrors.SftpAuthenticationFailed, $"there is no user name for {endpoint}: set userName or give -Credential", endpoint.ToString());
        if (credentials is { Password: null, PrivateKeyFile: null })
            throw SftpFailure.Make(HrisErrors.SftpAuthenticationFailed, $"there are no credentials for {endpoint}: set privateKeyFile or password, or give -Credential", endpoint.ToString());
        return new SftpSignIn(endpoint, credentials, credentials.PrivateKeyFile is { } path ? OpenKey(path, credentials.Passphrase, warn) : null);
    }

    /// <summary>How one connection is made. Nothing of it is used twice: its parts remember how far they came.</summary>
    /// <param name="types">The types of host key that may be shown.</param>
    /// <param name="times">The time-outs.</param>
    public ConnectionInfo For(HostKeyType[] types, SftpTimes times) =>
        Connection(_endpoint, _credentials.UserName!, types, times, [.. Methods()]);

    /// <summary>How one connection is made that ends with the host key and has nothing to sign in with.</summary>
    public static ConnectionInfo Without(SftpEndpoint endpoint, HostKeyType[] types, SftpTimes times) =>
        Connection(endpoint, "hris", types, times, new NoneAuthenticationMethod("hris"));

    public void Dispose() => _key?.Dispose();

    private static ConnectionInfo Connection(SftpEndpoint endpoint, string userName, HostKeyType[] types, SftpTimes times, params AuthenticationMethod[] methods)
    {
        // Whatever logging another module of the process has set up for this library gets nothing of ours.
        var connection = new ConnectionInfo(endpoint.Host, endpoint.Port, userName, methods) { Timeout = times.Connect, LoggerFactory = NullLoggerFactory.Instance };
        foreach (var algorithm in connection.HostKeyAlgorithms.Keys.Except(types.SelectMany(type => type.Algorithms)).ToArray())
            connection.HostKeyAlgorithms.Remove(algorithm);
        return connection;
    }

    // The library tries those that the server allows, in this order, and goes on when one is not enough by itself.
    private AuthenticationMethod[] Methods()
    {
        var key = _key is null ? null : new PrivateKeyAuthenticationMethod(_credentials.UserName!, _key);
        if (_credentials.Password is not { } password)
            return [key!];
        var plain = new PasswordAuthenticationMethod(_credentials.UserName!, password.Reveal());
        var asked = new KeyboardInteractiveAuthenticationMethod(_credentials.UserName!);
        asked.AuthenticationPrompt += (_, e) => Answer(e, plain, password);
        return key is null ? [plain, asked] : [key, plain, asked];
    }

    // Many servers ask for the password in a dialogue. Nobody sits here: what is no password gets an empty answer.
    // A password that was refused a moment ago is not tried a second time: servers count, and lock accounts.
    private static void Answer(AuthenticationPromptEventArgs e, PasswordAuthenticationMethod plain, Secret password)
    {
        if (plain.AllowedAuthentications is not null)
            throw new SshAuthenticationException("The password was refused already.");
        foreach (var prompt in e.Prompts)
            prompt.Response = prompt.IsEchoed ? "" : password.Reveal();
    }

    private static PrivateKeyFile OpenKey(string path, Secret? passphrase, Action<string> warn)
    {
        byte[] content;
        try
        {
            if (FilePrivacy.OthersMayRead(path))
                warn($"The private key {path} can be read by other users; take that right away.");
            content = Read(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unusable(path, "does not exist", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, "cannot be read", e);
        }

        try
        {
            using var stream = new MemoryStream(content);
            return passphrase is null ? new PrivateKeyFile(stream) : new PrivateKeyFile(stream, passphrase.Reveal());
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            throw Unusable(path, "is encrypted, and there is no passphrase for it");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The library throws all kinds of exceptions at what it cannot read. None is kept: it has seen the key and the passphrase.
            throw Unusable(path, passphrase is null ? "is no private key of a known kind" : "cannot be opened: the passphrase is wrong, or it is no private key of a known kind");
        }
        finally
        {
            Array.Clear(content, 0, content.Length);
        }
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (file.Length > MaxKeyBytes)
            throw new IOException("The file is too large for a key.");
        var content = new byte[file.Length];
        for (var read = 0; read < content.Length;)
        {
            var count = file.Read(content, read, content.Length - read);
            if (count == 0)
                throw new EndOfStreamException();
            read += count;
        }

        return content;
    }

    private static HrisException Unusable(string path, string cause, Exception? e = null) =>
        SftpFailure.Make(HrisErrors.SftpKeyUnusable, $"the private key {path} {cause}", path, e);
}
