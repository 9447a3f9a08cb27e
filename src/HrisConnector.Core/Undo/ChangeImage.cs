using HrisConnector.Core.Configuration;
using HrisConnector.Core.Groups;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Undo;

/// <summary>What a change takes from a user: just what it needs to be given back.</summary>
/// <param name="WasKnown">Whether the ledger had this user before.</param>
/// <param name="WasArchived">Whether the account was archived before; false when there was none.</param>
/// <param name="Values">The values before of the fields that the change touches; an empty text where there was nothing.</param>
/// <param name="Groups">The groups that the user comes into and out of.</param>
internal sealed record ChangeImage(bool WasKnown, bool WasArchived, UserValues Values, GroupEffect Groups)
{
    /// <summary>The image of a change.</summary>
    /// <param name="account">The account as it is before; null when it is to be created.</param>
    /// <param name="change">The values that change.</param>
    /// <param name="groups">What becomes of the groups.</param>
    /// <param name="wasKnown">Whether the ledger has the user.</param>
    public static ChangeImage Of(HrisUser? account, UserValues change, GroupEffect groups, bool wasKnown)
    {
        var before = new UserValues();
        if (account is null)
            return new ChangeImage(wasKnown, WasArchived: false, before, groups);
        for (var i = 0; i < UserFields.Count; i++)
        {
            if (change[(UserField)i] is not null)
                before[(UserField)i] = UserDiff.ValueOf(account, (UserField)i) ?? "";
        }

        foreach (var field in change.CustomFields)
            before.CustomFields.Add(new(field.Key, account.CustomFields.TryGetValue(field.Key, out var value) ? value : ""));
        return new ChangeImage(wasKnown, account.Archived, before, groups);
    }
}
