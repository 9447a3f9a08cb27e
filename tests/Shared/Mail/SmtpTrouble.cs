using System;

namespace HrisConnector.Tests.Shared.Mail;

/// <summary>How an <see cref="SmtpServer"/> misbehaves.</summary>
[Flags]
internal enum SmtpTrouble
{
    None = 0,

    /// <summary>STARTTLS is not offered.</summary>
    NoStartTls = 1 << 0,

    /// <summary>There is no way to sign in.</summary>
    NoAuth = 1 << 1,

    /// <summary>Every password is wrong.</summary>
    RefusesPassword = 1 << 2,

    /// <summary>Recipients whose address begins with <c>gone</c> are refused.</summary>
    RefusesGone = 1 << 3,

    /// <summary>The connection is taken, and nothing is said.</summary>
    Silent = 1 << 4,

    /// <summary>The connection breaks in the middle of a message.</summary>
    CutInData = 1 << 5,

    /// <summary>The whole message is refused for now.</summary>
    RefusesAtEnd = 1 << 6,

    /// <summary>The goodbye is not answered.</summary>
    SilentAtQuit = 1 << 7,

    /// <summary>The greeting sends the client away.</summary>
    RefusesConnection = 1 << 8,

    /// <summary>AUTH LOGIN is the only way to sign in.</summary>
    LoginAlone = 1 << 9,
}
