using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;
using HrisConnector.Core.Users;

namespace HrisConnector.Core.Undo;

/// <summary>
/// Tells whether the fields that a change touched still have the values that it gave them, for eight bytes a user. Of a created user
/// it covers every field. The manager is not among them: that one may be linked later than the change is made.
/// </summary>
internal static class ValuesFingerprint
{
    /// <summary>Of what a change gives.</summary>
    public static long Of(UserChange change)
    {
        var all = change.Kind == ChangeKind.Create;
        return Of(
            field => all ? change.Values[field] ?? "" : change.Values[field],
            change.Values.CustomFields.Where(field => !all || field.Value.Length > 0));
    }

    /// <summary>Of what an account has.</summary>
    /// <param name="user">The account.</param>
    /// <param name="touched">Which fields are meant; null for all of them.</param>
    public static long Of(HrisUser user, UserValues? touched) => Of(
        field => touched is not null && touched[field] is null ? null : UserDiff.ValueOf(user, field) ?? "",
        touched is null ? user.CustomFields : touched.CustomFields.Select(field => new KeyValuePair<string, string>(field.Key, user.CustomFields.TryGetValue(field.Key, out var value) ? value : "")));

    private static long Of(Func<UserField, string?> valueOf, IEnumerable<KeyValuePair<string, string>> customFields)
    {
        var text = new StringBuilder();
        for (var i = 0; i < UserFields.Count; i++)
        {
            var field = (UserField)i;
            if (field is UserField.Status or UserField.ManagerId || valueOf(field) is not { } value)
                continue;
            Append(text, field.ToString(), field is UserField.UniqueId or UserField.Email or UserField.Username ? MatchKey.Fold(value) : value);
        }

        foreach (var field in customFields.Select(field => (Key: MatchKey.Fold(field.Key), field.Value)).OrderBy(field => field.Key, StringComparer.Ordinal))
            Append(text, field.Key, field.Value);
        return unchecked((long)Hash128.Of(Encoding.UTF8.GetBytes(text.ToString())).Low);
    }

    // Values are compared composed (behaviour.md §2); the lengths keep a value from looking like the next field.
    private static void Append(StringBuilder text, string name, string value)
    {
        var composed = value.Normalize(NormalizationForm.FormC);
        text.Append(name).Append(':').Append(composed.Length).Append(':').Append(composed).Append('\n');
    }
}
