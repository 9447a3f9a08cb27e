using System;
using System.Collections.Generic;

namespace HrisConnector.FakePlatform.State;

/// <summary>The users, found by id, mail and username. A mail matches without regard to case and is kept as it was given.</summary>
internal sealed class UserStore
{
    private readonly List<User> _inOrder = [];
    private readonly Dictionary<string, User> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<User>> _byMail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<User>> _byUsername = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All users in the order of their ids, deleted ones included.</summary>
    public IReadOnlyList<User> All => _inOrder;

    public void Add(User user)
    {
        _inOrder.Add(user);
        _byId.Add(user.Id, user);
        Enter(_byMail, user.Mail, user);
        Enter(_byUsername, user.Username, user);
    }

    public User? Find(string id) => _byId.GetValueOrDefault(id);

    public IReadOnlyList<User> WithMail(string? mail) => mail == null ? [] : _byMail.GetValueOrDefault(mail) ?? [];

    public IReadOnlyList<User> WithUsername(string? username) => username == null ? [] : _byUsername.GetValueOrDefault(username) ?? [];

    public void SetMail(User user, string? mail)
    {
        Leave(_byMail, user.Mail, user);
        user.Mail = mail;
        Enter(_byMail, mail, user);
    }

    public void SetUsername(User user, string? username)
    {
        Leave(_byUsername, user.Username, user);
        user.Username = username;
        Enter(_byUsername, username, user);
    }

    public void Remove(User user)
    {
        _inOrder.Remove(user);
        _byId.Remove(user.Id);
        Leave(_byMail, user.Mail, user);
        Leave(_byUsername, user.Username, user);
    }

    private static void Enter(Dictionary<string, List<User>> index, string? key, User user)
    {
        if (key == null)
        {
            return;
        }
        if (!index.TryGetValue(key, out List<User>? users))
        {
            index.Add(key, users = []);
        }
        users.Add(user);
    }

    private static void Leave(Dictionary<string, List<User>> index, string? key, User user)
    {
        if (key != null && index.TryGetValue(key, out List<User>? users) && users.Remove(user) && users.Count == 0)
        {
            index.Remove(key);
        }
    }
}
