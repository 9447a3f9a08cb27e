using System;
using System.IO;
using System.Text;

namespace HrisConnector.Benchmarks.Files;

/// <summary>A users file of twelve columns like those of large groups, about 156 bytes a line, the same for the same size.</summary>
internal static class UsersFileGenerator
{
    private static readonly string[] FirstNames = ["Zoé", "Jürgen", "Anna", "Łukasz", "María", "John", "Fatima", "Søren", "Chloé", "Wei"];
    private static readonly string[] LastNames = ["Martin", "Müller", "Kowalski", "García", "O'Neill", "Dupont-Moretti", "Andersen", "Nguyễn", "Smith", "Rossi"];
    private static readonly string[] Titles = ["Sales Manager", "\"Engineer, Senior\"", "Accountant", "Support Agent", "HR Business Partner", "Warehouse Operator"];
    private static readonly string[] Organizations = ["Aurelia France", "Aurelia Deutschland", "\"Aurelia, Inc.\"", "Aurelia Polska", "Aurelia Iberia"];
    private static readonly string[] Languages = ["fr", "de", "en", "pl", "es", "fr-FR"];

    /// <summary>Writes the file; with <paramref name="changed"/> every hundredth user has another title.</summary>
    public static void Write(string path, int rows, bool changed)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16) { NewLine = "\r\n" };
        writer.WriteLine("uniqueId,email,firstName,lastName,status,title,organization,language,managerId,phone,username,country");
        for (var i = 0; i < rows; i++)
        {
            // Every user but the first of a team of twelve reports to that one.
            var manager = i % 12 == 0 ? i / 12 / 12 * 12 : i / 12 * 12;
            var title = changed && i % 100 == 50 ? "Head of Projects" : Titles[i % Titles.Length];
            writer.Write($"E{i:D7},user{i:D7}.{i % 97:D2}@aurelia-group.example.com,{FirstNames[i % 10]},{LastNames[i / 10 % 10]},Active,{title},");
            writer.WriteLine($"{Organizations[i % 5]},{Languages[i % 6]},{(i == 0 ? "" : $"E{manager:D7}")},+33 1 {i % 100:D2} {i / 100 % 100:D2} 44 55,user{i:D7},{(i % 3 == 0 ? "FR" : "DE")}");
        }
    }
}
