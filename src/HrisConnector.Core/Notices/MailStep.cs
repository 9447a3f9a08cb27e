namespace HrisConnector.Core.Notices;

/// <summary>How far a talk with a mail server has come.</summary>
internal enum MailStep
{
    /// <summary>Connecting, and switching to TLS.</summary>
    Connect,

    /// <summary>Signing in.</summary>
    SignIn,

    /// <summary>Sending the message, or asking whether the server is there.</summary>
    Send,
}
