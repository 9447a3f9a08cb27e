using HrisConnector.Core.Csv;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>What every line says by itself, without a string: where it is, whom it is about, what it asks, what is wrong with it.</summary>
internal struct LineFacts
{
    /// <summary>Where it begins, in bytes from the start of the file.</summary>
    public long Offset;

    /// <summary>The physical line on which it begins, in its stretch of the file.</summary>
    public int LineNumber;

    /// <summary>The number of its columns.</summary>
    public int Columns;

    /// <summary>Why it could not be read; then only what stands above is known of it.</summary>
    public LineFault Fault;

    /// <summary>True for an active user.</summary>
    public bool Active;

    /// <summary>True when it is in the perimeter.</summary>
    public bool Inside;

    /// <summary>True when its user is protected: it asks for nothing.</summary>
    public bool Protected;

    /// <summary>The faults of the line itself.</summary>
    public LineDetails Details;

    /// <summary>The key of the unique identifier; <see cref="Hash128.None"/> when blank.</summary>
    public Hash128 UniqueId;

    /// <summary>The key of the e-mail address; <see cref="Hash128.None"/> when blank.</summary>
    public Hash128 Email;

    /// <summary>The key of the manager's unique identifier; <see cref="Hash128.None"/> when blank or not mapped.</summary>
    public Hash128 Manager;
}
