using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.Core.Tests.Support;
using HrisConnector.FakePlatform;

namespace HrisConnector.Core.Tests.Learning360.Crash;

/// <summary>A company on the learning platform and its files: a first load, a day on which some leave, and a day on which everything
/// happens that can happen to a user.</summary>
internal static class PlatformDays
{
    public const string SecretVariable = "HRIS_TEST_CLIENT_SECRET";
    private const string Header = TestConnector.Header + ",Cost center,Hire date";

    public const string Rules = """
        Rule,Group,Field,Operator,Value
        1,Company/Sales/France,organization,equals,Sales
        2,Company/Board,organization,equals,Board
        3,Company/Sales,Cost center,equals,200

        """;

    /// <summary>The configuration, with an invitation for every created user: each one that is sent is counted by the platform.</summary>
    public static string Configuration(Uri platform) => $$"""
        { "dataPath": "data",
          "customFields": [ { "column": "Cost center", "name": "costCenter", "type": "string" }, { "column": "Hire date", "name": "hireDate", "type": "date" } ],
          "groups": { "rulesFile": "rules.csv", "default": "Company/Guests" },
          "directory": { "type": "360learning", "baseUri": "{{platform}}", "clientId": "client", "clientSecret": { "environment": "{{SecretVariable}}" },
                         "platform": "hris", "sendInvitationEmail": true, "readsPerSecond": 5000, "writesPerSecond": 5000 } }
        """;

    /// <summary>What is there before the first file comes.</summary>
    public static void Arrange(PlatformState state)
    {
        state.AddGroup("Company/Sales", isPublic: false);
        state.AddGroup("Company/Sales/France", isPublic: true);
        state.AddGroup("Company/Board", isPublic: false);
        state.AddGroup("Company/Guests", isPublic: false);
        state.AddCustomField("costCenter", "string");
        state.AddCustomField("hireDate", "date");
        state.AddCustomField("shoeSize", "string");
        state.AddUser("old@example.org", "Former", "Name");
        state.AddUser("l1@example.org", "Linked", "Once");
    }

    /// <summary>What somebody does by hand between the days: values of a field that no file fills.</summary>
    public static void ChangeByHand(PlatformState state)
    {
        var shoeSize = state.CustomFieldNames.Single(field => field.Value == "shoeSize").Key;
        foreach (var uniqueId in new[] { "U2", "R1", "R2" })
            state.SetCustomValue(state.UserByExternalId("hris", uniqueId)!.Id, shoeSize, "42");
    }

    /// <summary>All begin. Managers stand below their people; one account is there before its line is.</summary>
    public static string FirstLoad { get; } = File(Begin("Active"));

    /// <summary>R1 and R2 leave.</summary>
    public static string SomeLeave { get; } = File(Begin("Inactive"));

    /// <summary>Everything at once.</summary>
    public static string LastDay { get; } = File(
    [
        "N1,u7@example.org,New,One,Active,Clerk,Sales,en,N2,,,100,2026-03-01", // takes the address that U7 hands on; the manager is below
        "U1,u1@example.org,First,Boss,Active,Director,Board,en,,+44 1,,100,2020-01-01", // as before
        "U2,u2@example.org,First,Two,Active,Senior clerk,Sales,fr,U1,+44 2,,200,2020-01-02", // several fields, and a group more
        "U3,u3@example.org,First,Three,Active,Clerk,Board,en,U4,,,100,2020-01-03", // another group, another manager
        "U4,u4@example.org,First,Four,Active,Clerk,Sales,en,,,,,2020-01-04", // no manager, no cost center any more
        "U5,u6@example.org,First,Five,Active,Clerk,Sales,en,U1,,,100,2020-01-05", // swaps addresses with U6
        "U6,u5@example.org,First,Six,Active,Clerk,Sales,en,U1,,,100,2020-01-06",
        "U7,u8@example.org,First,Seven,Active,Chief,Sales,en,U1,,,100,2020-01-07", // addresses are handed on: U8 → U7 → N1
        "U8,new8@example.org,First,Eight,Active,Clerk,Sales,en,U1,,,100,2020-01-08",
        "C1,c2@example.org,Circle,One,Active,Clerk,Stock,en,,,,,", // three hand theirs on in a circle
        "C2,c3@example.org,Circle,Two,Active,Clerk,Stock,en,,,,,",
        "C3,c1@example.org,Circle,Three,Active,Clerk,Stock,en,,,,,",
        "U9,u9@example.org,First,Nine,Inactive,,,,,,,,", // leaves
        "R1,r1.again@example.org,Back,One,Active,Clerk,Board,en,U1,,,100,2020-01-10", // comes back with another address
        "R2,r2@example.org,Back,Two,Active,Clerk,Sales,en,N2,,,,", // comes back as before, with a new manager
        "L1,l1@example.org,Linked,User,Active,Clerk,Sales,en,U1,,,100,2020-01-11", // an account that was there
        "N2,n2@example.org,New,Two,Active,Manager,Sales,en,U1,,newtwo,200,2026-03-01",
        "F1,,Faulty,One,Active,,,,,,,,",
    ]);

    private static IEnumerable<string> Begin(string statusOfR) =>
    [
        "O1,old@example.org,First,Old,Active,Clerk,Board,en,U1,,,100,2020-01-12", // an account that was there
        "U2,u2@example.org,First,Two,Active,Clerk,Sales,en,U3,+44 2,usertwo,100,2020-01-02",
        "U3,u3@example.org,First,Three,Active,Clerk,Sales,en,U1,,,100,2020-01-03",
        "U4,u4@example.org,First,Four,Active,Clerk,Sales,en,U1,,,100,2020-01-04",
        .. Enumerable.Range(5, 5).Select(i => $"U{i},u{i}@example.org,First,{Number(i)},Active,Clerk,Sales,en,U1,,,100,2020-01-0{i}"),
        .. new[] { "One", "Two", "Three" }.Select((name, i) => $"C{i + 1},c{i + 1}@example.org,Circle,{name},Active,Clerk,Stock,en,,,,,"),
        $"R1,r1@example.org,Back,One,{statusOfR},Clerk,Sales,en,U1,,,100,2020-01-10",
        $"R2,r2@example.org,Back,Two,{statusOfR},Clerk,Sales,en,U1,,,,",
        "U1,u1@example.org,First,Boss,Active,Director,Board,en,,+44 1,,100,2020-01-01",
    ];

    private static string Number(int i) => new[] { "Five", "Six", "Seven", "Eight", "Nine" }[i - 5];

    private static string File(IEnumerable<string> lines) => Header + "\n" + string.Join("\n", lines) + "\n";
}
