using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>A request to create a user, read and of the documented form.</summary>
internal sealed record NewUser
{
    public required bool IsInvited { get; init; }

    public required string? Mail { get; init; }

    public required string? Username { get; init; }

    public required string GroupId { get; init; }

    public required string Role { get; init; }

    public required string? PrimaryGroupId { get; init; }

    public required string? Lang { get; init; }

    public required DateTimeOffset? ToBeDeactivatedAt { get; init; }

    /// <summary>The texts that were given.</summary>
    public required IReadOnlyList<(Action<User, string?> Set, string? Value)> Texts { get; init; }

    public static NewUser Read(Call call)
    {
        var body = call.Body();
        var membership = body.Required("membership", body.Object("membership"));
        var user = new NewUser
        {
            IsInvited = (call.Query("sendInvitationEmail") ?? "true") switch
            {
                "true" => true,
                "false" => false,
                _ => throw ApiRefusal.Malformed("sendInvitationEmail must be true or false."),
            },
            Mail = body.Text("mail"),
            Username = body.Text("username"),
            GroupId = membership.Required("groupId", membership.Id("groupId")),
            Role = membership.Required("role", membership.OneOf("role", GroupTree.Roles)),
            PrimaryGroupId = body.Id("primaryGroupId"),
            Lang = body.OneOf("lang", Profile.Languages),
            ToBeDeactivatedAt = body.Instant("toBeDeactivatedAt"),
            Texts = [.. Profile.Texts.Where(text => body.Has(text.Name)).Select(text => (text.Set, body.Text(text.Name)))],
        };
        membership.End();
        body.End();
        return user;
    }
}
