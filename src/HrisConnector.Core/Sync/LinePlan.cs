using HrisConnector.Core.Csv;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>All that is held of a line between its reading and its log: 56 bytes.</summary>
internal struct LinePlan
{
    public Hash128 UniqueId;
    public Hash128 Email;

    /// <summary>Where it begins, in bytes from the start of the file.</summary>
    public long Offset;

    /// <summary>The physical line on which it begins.</summary>
    public int LineNumber;

    /// <summary>A line that is in conflict with this one, or -1. Of a line that could not be read, the number of its columns.</summary>
    public int Other;

    public LineDetails Details;
    public LineFlags Flags;

    /// <summary>Why it could not be read.</summary>
    public LineFault Fault;

    public ChangeKind Kind;

    /// <summary>What an earlier run that did not end did for the line's user, and no log tells yet.</summary>
    public ChangeKind Unlogged;

    /// <summary>The line asks for nothing: what would go wrong in asking does not matter any more.</summary>
    /// <param name="why">What there is to say of it.</param>
    public void MakeInert(LineDetails why)
    {
        Flags |= LineFlags.Inert;
        Details = (Details & (LineDetails.MissingData | LineDetails.UserAlreadyExists)) | why;
    }

    public readonly bool Has(LineFlags flag) => (Flags & flag) != 0;

    /// <summary>True when the line as a whole cannot be applied.</summary>
    public readonly bool Fails => (Details & LineDetails.Fatal) != 0;
}
