using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HrisConnector.FakePlatform.State;

/// <summary>The state as a text that is the same for the same state: no ids, no times, everything in an order of its own.</summary>
internal static class StateText
{
    public static string Write(Company company)
    {
        ILookup<string, string> externalIds = company.Mappings.All.ToLookup(mapping => mapping.TargetId, mapping => mapping.Platform + ":" + mapping.Value);
        string Name(User user) => string.Join(",", externalIds[user.Id].Order(StringComparer.Ordinal)) + " " + (user.Mail ?? user.Username);

        var text = new StringBuilder();
        foreach (User user in company.Users.All.OrderBy(Name, StringComparer.Ordinal).ThenBy(user => user.Status, StringComparer.Ordinal))
        {
            text.Append(Name(user)).Append('\n');
            WriteProfile(text, user);
            if (user.IsDeleted)
            {
                continue;
            }
            PlatformUser view = Views.Of(company, user);
            WriteLines(text, "customField", view.CustomFields.Select(field => field.Key + " = " + field.Value));
            WriteLines(text, "manager", user.ManagerIds.Select(id => Name(company.Users.Find(id)!)));
            WriteLines(text, "role", view.Roles);
        }
        return text.ToString();
    }

    private static void WriteProfile(StringBuilder text, User user)
    {
        (string Name, string? Value)[] fields =
        [
            ("username", user.Username), ("status", user.Status), ("firstName", user.FirstName), ("lastName", user.LastName), ("job", user.Job),
            ("organization", user.Organization), ("phone", user.Phone), ("lang", user.Lang), ("custom", user.Custom),
        ];
        foreach ((var name, var value) in fields.Where(field => field.Value != null))
        {
            text.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
        }
    }

    private static void WriteLines(StringBuilder text, string name, IEnumerable<string> values)
    {
        foreach (var value in values.Order(StringComparer.Ordinal))
        {
            text.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
        }
    }
}
