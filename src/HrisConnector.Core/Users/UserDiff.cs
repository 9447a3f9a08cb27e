using System;
using System.Linq;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Text;

namespace HrisConnector.Core.Users;

/// <summary>What a line would change of an account: only that is sent.</summary>
internal static class UserDiff
{
    /// <summary>Keeps of the wanted values those that the account does not have yet. Text is compared in Unicode NFC (behaviour.md §2).</summary>
    public static UserValues Of(UserValues wanted, HrisUser account)
    {
        var changed = new UserValues();
        for (var i = 0; i < UserFields.Count; i++)
        {
            var field = (UserField)i;
            if (wanted[field] is not { } value || field == UserField.Status)
                continue;
            var current = ValueOf(account, field) ?? "";
            // The identifier of an account never changes but when it has none; an address, a user name and a manager are the same in any case of letters.
            var same = field switch
            {
                UserField.UniqueId => current.Length > 0,
                UserField.Email or UserField.Username or UserField.ManagerId => MatchKey.Fold(current) == MatchKey.Fold(value),
                _ => Same(current, value),
            };
            if (!same)
                changed[field] = value;
        }

        changed.CustomFields.AddRange(wanted.CustomFields.Where(custom =>
            !Same(account.CustomFields.TryGetValue(custom.Key, out var current) ? current : "", custom.Value)));
        return changed;
    }

    private static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal)
        || string.Equals(left.Normalize(NormalizationForm.FormC), right.Normalize(NormalizationForm.FormC), StringComparison.Ordinal);

    /// <summary>A field of an account; null when it has no value, and for the status.</summary>
    public static string? ValueOf(HrisUser user, UserField field) => field switch
    {
        UserField.UniqueId => user.UniqueId,
        UserField.Email => user.Email,
        UserField.FirstName => user.FirstName,
        UserField.LastName => user.LastName,
        UserField.Title => user.Title,
        UserField.Organization => user.Organization,
        UserField.Language => user.Language,
        UserField.ManagerId => user.ManagerId,
        UserField.Phone => user.Phone,
        UserField.Username => user.Username,
        _ => null,
    };
}
