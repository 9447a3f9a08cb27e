using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using CsvHelper;
using MailKit.Net.Smtp;
using Microsoft.Data.Sqlite;
using Renci.SshNet;

namespace HrisConnector.ModuleTests.Support;

/// <summary>Other versions of the module's packages, loaded and in use before any test imports the module.</summary>
internal static class OtherVersions
{
    public static string CsvHelper { get; private set; } = "";

    public static string Sqlite { get; private set; } = "";

    public static string Ssh { get; private set; } = "";

    public static string Mail { get; private set; } = "";

    [ModuleInitializer]
    internal static void Load()
    {
        using var csv = new CsvReader(new StringReader("a,b\n1,2\n"), CultureInfo.InvariantCulture);
        csv.Read();
        CsvHelper = typeof(CsvReader).Assembly.GetName().Version!.ToString();

        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Sqlite = typeof(SqliteConnection).Assembly.GetName().Version!.ToString();

        using var ssh = new SftpClient("localhost", "nobody", "none");
        Ssh = typeof(SftpClient).Assembly.GetName().Version!.ToString();

        using var mail = new SmtpClient();
        Mail = typeof(SmtpClient).Assembly.GetName().Version!.ToString();
    }
}
