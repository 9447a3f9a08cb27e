using System;
using System.Collections.Generic;
using System.Linq;
using HrisConnector.FakePlatform.Http;
using HrisConnector.FakePlatform.State;

namespace HrisConnector.FakePlatform.Routes;

/// <summary>A request to change a user, read and of the documented form: what is not in it stays, and null clears.</summary>
internal sealed record UserChange
{
    public required bool HasMail { get; init; }

    public required bool HasUsername { get; init; }

    public required bool HasDeactivation { get; init; }

    /// <summary>The mail address after the change; so it is with the other values.</summary>
    public required string? Mail { get; init; }

    public required string? Username { get; init; }

    public required string Lang { get; init; }

    public required string? PrimaryGroupId { get; init; }

    public required DateTimeOffset? ToBeDeactivatedAt { get; init; }

    public required string? ProfileImageId { get; init; }

    /// <summary>The texts that were given; null clears one.</summary>
    public required IReadOnlyList<(Action<User, string?> Set, string? Value)> Texts { get; init; }

    public static UserChange Read(Call call, User user)
    {
        var body = call.Body();
        var change = new UserChange
        {
            HasMail = body.Has("mail"),
            HasUsername = body.Has("username"),
            HasDeactivation = body.Has("toBeDeactivatedAt"),
            Mail = body.Has("mail") ? body.Text("mail", nullable: true) : user.Mail,
            Username = body.Has("username") ? body.Text("username", nullable: true) : user.Username,
            Lang = body.OneOf("lang", Profile.Languages) ?? user.Lang,
            PrimaryGroupId = body.Has("primaryGroupId") ? body.Id("primaryGroupId", nullable: true) : user.PrimaryGroupId,
            ToBeDeactivatedAt = body.Has("toBeDeactivatedAt") ? body.Instant("toBeDeactivatedAt", nullable: true) : user.ToBeDeactivatedAt,
            ProfileImageId = body.Id("profileImageId", nullable: true),
            Texts = [.. Profile.Texts.Where(text => body.Has(text.Name)).Select(text => (text.Set, body.Text(text.Name, nullable: true)))],
        };
        body.End();
        return change;
    }
}
