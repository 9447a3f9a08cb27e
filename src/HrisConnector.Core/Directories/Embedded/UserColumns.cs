using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Core.Directories.Embedded;

/// <summary>Where the embedded directory keeps the user fields that are plain columns.</summary>
internal static class UserColumns
{
    public static readonly IReadOnlyList<(UserField Field, string Column)> All =
    [
        (UserField.UniqueId, "unique_id"),
        (UserField.Email, "email"),
        (UserField.FirstName, "first_name"),
        (UserField.LastName, "last_name"),
        (UserField.Title, "title"),
        (UserField.Organization, "organization"),
        (UserField.Language, "language"),
        (UserField.Phone, "phone"),
        (UserField.Username, "username"),
    ];

    /// <summary>The fields alone, in the same order.</summary>
    public static readonly UserField[] Fields = All.Select(column => column.Field).ToArray();

    /// <summary>The fields that are searched: beside each stands its folded key.</summary>
    public static bool HasKey(UserField field) => field is UserField.UniqueId or UserField.Email;
}
