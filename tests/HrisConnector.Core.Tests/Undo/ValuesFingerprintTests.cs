using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories;
using HrisConnector.Core.Text;
using HrisConnector.Core.Undo;
using HrisConnector.Core.Users;
using Xunit;

namespace HrisConnector.Core.Tests.Undo;

/// <summary>Stores keep fingerprints for as long as a run can be taken back: what makes them never changes. Here it is written down plainly.</summary>
public sealed class ValuesFingerprintTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Among("", "a", "A b", " Zoé ", "Zoe\u0301", "İstanbul", "😀", "x:1:y\n", "\u00A0x", new string('ü', 3000)),
        Gen.String[Gen.Char[' ', '\u017F'], 0, 30]);

    private static readonly Gen<UserValues> Values = Gen.Select(
        Gen.OneOf(Text.Select(text => (string?)text), Gen.Const((string?)null)).Array[UserFields.Count],
        Gen.Select(Among("Team", "team lead", "Größe", "z"), Text).List[0, 3]).Select((fields, custom) =>
        {
            var values = new UserValues();
            for (var i = 0; i < fields.Length; i++)
                values[(UserField)i] = fields[i];
            values.CustomFields.AddRange(custom.GroupBy(field => field.Item1).Select(same => new KeyValuePair<string, string>(same.Key, same.First().Item2)));
            return values;
        });

    [Fact]
    public void The_fingerprint_of_a_change_is_made_as_ever() => Gen.Select(Values, Among(ChangeKind.Create, ChangeKind.Update, ChangeKind.Reactivate)).Sample((values, kind) =>
        Assert.Equal(Plain(values, kind == ChangeKind.Create), ValuesFingerprint.Of(new UserChange(kind, null, values))));

    [Fact]
    public void An_account_with_just_these_values_has_the_same_fingerprint() => Values.Sample(values =>
    {
        var user = new HrisUser
        {
            UniqueId = values[UserField.UniqueId],
            Email = values[UserField.Email],
            FirstName = values[UserField.FirstName],
            LastName = values[UserField.LastName],
            Title = values[UserField.Title],
            Organization = values[UserField.Organization],
            Language = values[UserField.Language],
            Phone = values[UserField.Phone],
            Username = values[UserField.Username],
            CustomFields = values.CustomFields.Where(field => field.Value.Length > 0).ToDictionary(field => field.Key, field => field.Value),
        };
        Assert.Equal(ValuesFingerprint.Of(new UserChange(ChangeKind.Create, null, values)), ValuesFingerprint.Of(user, null));
        Assert.Equal(ValuesFingerprint.Of(new UserChange(ChangeKind.Update, "1", values)), ValuesFingerprint.Of(user, values));
    });

    [Fact]
    public void A_fingerprint_of_an_earlier_version_is_still_the_same()
    {
        var values = new UserValues { [UserField.UniqueId] = "E1", [UserField.Email] = "Zoe\u0301@Example.com", [UserField.FirstName] = "Zoe\u0301", [UserField.LastName] = "Martin" };
        Assert.Equal(-9058334624396387447, ValuesFingerprint.Of(new UserChange(ChangeKind.Create, null, values)));
    }

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static long Plain(UserValues values, bool all)
    {
        var text = new StringBuilder();
        foreach (var field in Enum.GetValues<UserField>())
        {
            if (field is UserField.Status or UserField.ManagerId || (values[field] ?? (all ? "" : null)) is not { } value)
                continue;
            Append(text, field.ToString(), field is UserField.UniqueId or UserField.Email or UserField.Username ? MatchKey.Fold(value) : value);
        }

        foreach (var field in values.CustomFields.Where(field => !all || field.Value.Length > 0).OrderBy(field => MatchKey.Fold(field.Key), StringComparer.Ordinal))
            Append(text, MatchKey.Fold(field.Key), field.Value);
        return unchecked((long)Hash128.Of(Encoding.UTF8.GetBytes(text.ToString())).Low);
    }

    private static void Append(StringBuilder text, string name, string value)
    {
        var composed = value.Normalize(NormalizationForm.FormC);
        text.Append(name).Append(':').Append(composed.Length).Append(':').Append(composed).Append('\n');
    }
}
