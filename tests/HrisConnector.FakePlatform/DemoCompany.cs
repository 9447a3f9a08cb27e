using System.Collections.Generic;

namespace HrisConnector.FakePlatform;

/// <summary>The little company that the platform holds when a person starts it alone: the groups and custom fields of the project's samples.</summary>
internal static class DemoCompany
{
    public const string RootGroup = "Aurelia";

    private static readonly IReadOnlyList<(string Path, bool IsPublic)> Groups =
    [
        ("Aurelia/Countries", false),
        ("Aurelia/Countries/France", true),
        ("Aurelia/Countries/Germany", true),
        ("Aurelia/Countries/Poland", true),
        ("Aurelia/Countries/Spain", true),
        ("Aurelia/Countries/United Kingdom", true),
        ("Aurelia/Sales", false),
        ("Aurelia/Sales/France", true),
    ];

    public static void Fill(PlatformState state)
    {
        foreach ((var path, var isPublic) in Groups)
        {
            state.AddGroup(path, isPublic);
        }
        state.AddCustomField("costCenter", "string", "1000", "1100", "1200", "1300", "2000", "2100", "2300", "3000", "3100", "4000");
        state.AddCustomField("hireDate", "date");
    }
}
