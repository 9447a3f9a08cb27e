using System.Collections.Generic;
using System.IO;
using System.Linq;
using HrisConnector.Core.Configuration;

namespace HrisConnector.Benchmarks.Files;

/// <summary>200 rules for the generated users file: on columns of few values, on telephone numbers, and on e-mail addresses, which are all different.</summary>
internal static class GroupRulesGenerator
{
    private const int Rules = 200;
    private static readonly string[] Titles = ["Manager", "Engineer", "Accountant", "Agent", "Partner", "Operator"];
    private static readonly string[] Countries = ["France", "Deutschland", "Inc", "Polska", "Iberia"];

    /// <summary>Writes the rules file.</summary>
    public static void Write(Workplace place)
    {
        using var writer = new StreamWriter(place.Rules);
        writer.WriteLine("Rule,Group,Field,Operator,Value");
        // The first takes everybody, so that a run without changes is a success.
        writer.WriteLine($"R0,{GroupPath(0)},status,isNotEmpty,");
        for (var rule = 1; rule < Rules; rule++)
        {
            foreach (var condition in ConditionsOf(rule))
                writer.WriteLine($"R{rule},{GroupPath(rule)},{condition}");
        }
    }

    /// <summary>A connector with the rules.</summary>
    public static ConnectorConfiguration Configuration(Workplace place) => new()
    {
        DataPath = place.Data("groups"),
        Groups = new GroupsConfiguration(place.Rules, null),
        DirectoryGroups =
        [
            new GroupConfiguration("Company", false),
            .. Enumerable.Range(0, Rules / 20).Select(unit => new GroupConfiguration($"Company/Unit {unit}", unit % 2 == 0)),
            .. Enumerable.Range(0, Rules).Select(rule => new GroupConfiguration(GroupPath(rule), rule % 3 == 0)),
        ],
    };

    private static string GroupPath(int rule) => $"Company/Unit {rule / 20}/Group {rule}";

    private static IEnumerable<string> ConditionsOf(int rule) => (rule % 5) switch
    {
        0 => [$"organization,contains,{Countries[rule / 5 % 5]}", $"title,contains,{Titles[rule / 25 % 6]}"],
        1 => [$"country,equals,{(rule % 2 == 0 ? "FR" : "DE")}", $"language,in,{(rule % 3 == 0 ? "fr|de" : "pl|es|en")}", $"title,endsWith,{Titles[rule % 6]}"],
        2 => [$"title,matches,^{Titles[rule % 6][..2]}.*r$", "country,notEquals,FR"],
        3 => [$"email,endsWith,.{rule % 97:D2}@aurelia-group.example.com"],
        _ => [$"phone,startsWith,+33 1 {rule % 100:D2}", $"organization,contains,{Countries[rule % 5]}"],
    };
}
