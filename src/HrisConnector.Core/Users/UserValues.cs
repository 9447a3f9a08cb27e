using System.Collections.Generic;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Core.Users;

/// <summary>
/// Values for a user's fields. Null leaves a field as it is, an empty text clears it. The status is not among them: it is the
/// kind of the change.
/// </summary>
internal sealed class UserValues
{
    private readonly string?[] _fields = new string?[UserFields.Count];

    /// <summary>The values of custom fields by name; an empty text clears, an absent name leaves as it is.</summary>
    public List<KeyValuePair<string, string>> CustomFields { get; } = [];

    public string? this[UserField field]
    {
        get => _fields[(int)field];
        set => _fields[(int)field] = value;
    }

    /// <summary>True when this field, and no other, has a value here.</summary>
    public bool HasOnly(UserField field)
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            if (_fields[i] is not null != ((UserField)i == field))
                return false;
        }

        return CustomFields.Count == 0;
    }

    /// <summary>True when nothing would change.</summary>
    public bool IsEmpty
    {
        get
        {
            foreach (var value in _fields)
            {
                if (value is not null)
                    return false;
            }

            return CustomFields.Count == 0;
        }
    }
}
