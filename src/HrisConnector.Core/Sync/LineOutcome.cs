using System.Runtime.CompilerServices;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Sync;

/// <summary>The one place that turns what the plan knows of a line into its <c>ImportStatus</c>, with the precedence of behaviour.md §4.</summary>
internal static class LineOutcome
{
    [MethodImpl(HotPath.Options)]
    public static HrisImportStatus StatusOf(in LinePlan line)
    {
        var details = line.Details;
        if ((details & LineDetails.ReadingError) != 0)
            return HrisImportStatus.Error;
        if ((details & LineDetails.MissingData) != 0)
            return HrisImportStatus.InvalidUser;
        // A malformed address: the directory would refuse to create the user; of a known user it is invalid data.
        if ((details & (LineDetails.InvalidEmails | LineDetails.Refused)) != 0 && line.Has(LineFlags.Known) && line.Kind != ChangeKind.Reactivate)
            return HrisImportStatus.InvalidUser;
        if ((details & LineDetails.Duplicates) != 0)
            return HrisImportStatus.DuplicateUser;
        if ((details & (LineDetails.InvalidEmails | LineDetails.UnavailableEmails | LineDetails.Refused)) != 0)
            return HrisImportStatus.CreationIssue;
        if ((details & LineDetails.NotTakenBack) != 0)
            return HrisImportStatus.NoActionDone;
        var kind = line.Has(LineFlags.Dropped) ? ChangeKind.None : line.Kind;
        if ((details & LineDetails.CustomFields) != 0 && kind is ChangeKind.Create or ChangeKind.Reactivate or ChangeKind.Update)
            return HrisImportStatus.CustomFieldSyncIssue;
        if ((details & LineDetails.NoGroupsMatch) != 0 && kind is ChangeKind.Create or ChangeKind.Reactivate or ChangeKind.Update)
            return HrisImportStatus.NoGroupsMatch;
        return kind switch
        {
            ChangeKind.Create or ChangeKind.Reactivate => HrisImportStatus.UserCreated,
            ChangeKind.Update => HrisImportStatus.UserUpdated,
            ChangeKind.Archive => HrisImportStatus.UserArchived,
            _ => HrisImportStatus.NoActionDone,
        };
    }

    /// <summary>Whether the line's user is synchronized, now or since earlier, and no group rule takes them (behaviour.md §4).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWithoutGroups(in LinePlan line) => (line.Details & LineDetails.NoGroupsMatch) != 0 && !line.Fails;

    /// <summary>Whether the line makes the run end with a warning (behaviour.md §6): anything to look at but what was asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWarning(in LinePlan line) => (line.Details & ~(LineDetails.OutsidePerimeter | LineDetails.ChangeOverridden)) != 0;
}
