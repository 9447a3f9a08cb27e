using System.Management.Automation;
using HrisConnector.Cmdlets.Bridge;
using HrisConnector.Core.Directories;

namespace HrisConnector.Cmdlets;

/// <summary>Shows the users of the directory.</summary>
[Cmdlet(VerbsCommon.Get, "HrisUser")]
[OutputType(typeof(HrisUser))]
public sealed class GetHrisUserCommand : DirectoryCmdlet
{
    /// <summary>The unique identifier; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? UniqueId { get; set; }

    /// <summary>The e-mail address; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? Email { get; set; }

    /// <summary>Only archived users; <c>-Archived:$false</c> only active ones; without it, both.</summary>
    [Parameter]
    public SwitchParameter Archived { get; set; }

    /// <summary>Reads the directory.</summary>
    protected override void ProcessRecord()
    {
        bool? archived = MyInvocation.BoundParameters.ContainsKey(nameof(Archived)) ? Archived.IsPresent : null;
        var uniqueIds = PatternOf(UniqueId);
        var emails = PatternOf(Email);

        // An exact value is looked up by the directory; a pattern is held against every user on the way.
        var query = new UserQuery(ExactOf(uniqueIds, UniqueId), ExactOf(emails, Email), archived);
        Run((streams, stop) =>
        {
            void Show(HrisUser user)
            {
                if (Matches(uniqueIds, user.UniqueId) && Matches(emails, user.Email))
                {
                    streams.WriteObject(user);
                }
            }

            return Connector.FindUsersAsync(query, Show, new StreamsObserver(streams), stop);
        });
    }

    private static WildcardPattern? PatternOf(string? value)
    {
        if (value is null || !WildcardPattern.ContainsWildcardCharacters(value))
        {
            return null;
        }

        return Patterns.Of(value);
    }

    private static string? ExactOf(WildcardPattern? pattern, string? value) => pattern is null && value is not null ? WildcardPattern.Unescape(value) : null;

    private static bool Matches(WildcardPattern? pattern, string? value) => pattern is null || (value is not null && pattern.IsMatch(value));
}
