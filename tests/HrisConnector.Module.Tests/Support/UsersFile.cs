using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace HrisConnector.ModuleTests.Support;

/// <summary>The text of users files.</summary>
internal static class UsersFile
{
    public const string Header = "uniqueId,email,firstName,lastName,status,title,organization,language,managerId,phone,username";

    /// <summary>A header and the given lines.</summary>
    public static string Of(params IEnumerable<string> lines) => Header + "\n" + string.Concat(lines.Select(line => line + "\n"));

    /// <summary>An active user.</summary>
    public static string User(string uniqueId, string firstName = "Ada", string lastName = "Lovelace", string? email = null) =>
        $"{uniqueId},{email ?? uniqueId + "@example.org"},{firstName},{lastName},Active,Engineer,Lab,en,,,";

    /// <summary>An inactive user.</summary>
    public static string Leaver(string uniqueId) => $"{uniqueId},,,,Inactive,,,,,,";

    /// <summary>A file large enough that its synchronization takes its time.</summary>
    public static void WriteLarge(string path, int users)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(Header + "\n");
        for (var i = 1; i <= users; i++)
        {
            writer.Write(User("U" + i.ToString("D7", CultureInfo.InvariantCulture)) + "\n");
        }
    }
}
