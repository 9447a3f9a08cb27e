using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.Core.Tests.Support;

/// <summary>A connector with groups, and a rules file beside its configuration.</summary>
internal static class GroupFixture
{
    public const string Groups = """
        "directory": { "groups": [
          { "path": "Company" }, { "path": "Company/Sales" }, { "path": "Company/Sales/France", "public": true },
          { "path": "Company/Sales/France/Paris", "public": true }, { "path": "Company/Board" }, { "path": "Guests" } ] }
        """;

    public const string Configuration = "{ \"groups\": { \"rulesFile\": \"rules.csv\", \"default\": \"Guests\" }, " + Groups + " }";

    /// <summary>A connector whose rules are these lines.</summary>
    public static TestConnector With(params string[] rules)
    {
        var connector = new TestConnector(Configuration);
        connector.SetRules(rules);
        return connector;
    }

    public static void SetRules(this TestConnector connector, params IEnumerable<string> rules) =>
        connector.Write("rules.csv", "Rule,Group,Field,Operator,Value\n" + string.Concat(rules.Select(rule => rule + "\n")));

    /// <summary>The groups of a user, joined.</summary>
    public static string GroupsOf(this TestConnector connector, string uniqueId) => string.Join(' ', connector.User(uniqueId)!.Groups);

    /// <summary>Puts a user into groups by hand, as an administrator of the directory does.</summary>
    public static void Put(this TestConnector connector, string uniqueId, string role, params string[] paths)
    {
        foreach (var path in paths)
        {
            StoreFile.Execute(connector, $"INSERT INTO membership SELECT u.id, g.id, '{role}' FROM user u, user_group g WHERE u.unique_id = '{uniqueId}' AND g.path = '{path}'");
        }
    }
}
