using System;

namespace HrisConnector.Core.Configuration;

/// <summary>Facts about the user fields as a whole.</summary>
public static class UserFields
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)UserField.Username + 1;

    /// <summary>The fields up to and including the status are required.</summary>
    public const int RequiredCount = (int)UserField.Status + 1;

    /// <summary>The name of a field in the configuration, which is also its default header.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The name, e.g. <c>uniqueId</c>.</returns>
    public static string Name(UserField field)
    {
        var name = field.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    /// <summary>Finds a field by its name, without regard to case.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The field, or null.</returns>
    public static UserField? Find(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (string.Equals(Name((UserField)i), name, StringComparison.OrdinalIgnoreCase))
                return (UserField)i;
        }

        return null;
    }
}
