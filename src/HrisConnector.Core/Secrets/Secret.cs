using System;
using System.Diagnostics;

namespace HrisConnector.Core.Secrets;

/// <summary>A password or passphrase. It shows itself to nobody who does not ask for it by name.</summary>
[DebuggerDisplay("***")]
public sealed class Secret
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps a secret.</summary>
    /// <param name="value">The secret itself.</param>
    public Secret(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>The secret itself, for the library that needs it.</summary>
    /// <returns>Text that must not be kept, shown or written.</returns>
    public string Reveal() => _value;

    /// <summary>Asterisks.</summary>
    /// <returns>Never the secret.</returns>
    public override string ToString() => "***";
}
