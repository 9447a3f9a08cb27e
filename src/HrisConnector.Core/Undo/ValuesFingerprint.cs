using System;
using System.Collections.Generic;
using System.Linq;
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
    [ThreadStatic]
    private static FingerprintText? _text;

    /// <summary>Of what a change gives.</summary>
    public static long Of(UserChange change)
    {
        var all = change.Kind == ChangeKind.Create;
        var text = Begin();
        for (var i = 0; i < UserFields.Count; i++)
        {
            if (IsCovered((UserField)i) && (change.Values[(UserField)i] ?? (all ? "" : null)) is { } value)
                text.Append((UserField)i, value);
        }

        if (change.Values.CustomFields.Count > 0)
            Append(text, change.Values.CustomFields.Where(field => !all || field.Value.Length > 0));
        return text.Hash();
    }

    /// <summary>Of what an account has.</summary>
    /// <param name="user">The account.</param>
    /// <param name="touched">Which fields are meant; null for all of them.</param>
    public static long Of(HrisUser user, UserValues? touched)
    {
        var text = Begin();
        for (var i = 0; i < UserFields.Count; i++)
        {
            if (IsCovered((UserField)i) && (touched is null || touched[(UserField)i] is not null))
                text.Append((UserField)i, UserDiff.ValueOf(user, (UserField)i) ?? "");
        }

        Append(text, touched is null ? user.CustomFields : touched.CustomFields.Select(field => new KeyValuePair<string, string>(field.Key, user.CustomFields.TryGetValue(field.Key, out var value) ? value : "")));
        return text.Hash();
    }

    private static FingerprintText Begin()
    {
        var text = _text ??= new FingerprintText();
        text.Clear();
        return text;
    }

    private static bool IsCovered(UserField field) => field is not (UserField.Status or UserField.ManagerId);

    private static void Append(FingerprintText text, IEnumerable<KeyValuePair<string, string>> customFields)
    {
        foreach (var field in customFields.Select(field => (Key: MatchKey.Fold(field.Key), field.Value)).OrderBy(field => field.Key, StringComparer.Ordinal))
            text.Append(field.Key, field.Value);
    }
}
