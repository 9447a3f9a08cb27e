using System.Collections.Generic;
using System.Linq;

namespace HrisConnector.FakePlatform.State;

/// <summary>The bulk operations. They take effect in the order of their creation, after as many looks, or as much time, as the options say.</summary>
internal sealed class BulkQueue(FakePlatformOptions options, FaultList faults, Company company)
{
    private static readonly string[] StepsBeforeTheEnd = ["pending", "queued", "running"];
    private readonly List<BulkOperation> _operations = [];

    /// <summary>All operations in the order of their ids.</summary>
    public IReadOnlyList<BulkOperation> All => _operations;

    public int Unfinished => _operations.Count(operation => !operation.IsOver);

    public void Add(BulkOperation operation) => _operations.Add(operation);

    public BulkOperation? Find(string id) => _operations.Find(operation => operation.Id == id);

    /// <summary>Somebody looks at an operation: it is one step further, or done.</summary>
    public void Look(BulkOperation operation)
    {
        if (operation.IsOver)
        {
            return;
        }
        var looksLeft = options.BulkPolls - ++operation.Looks;
        if (looksLeft < 0)
        {
            FinishUpTo(operation);
            return;
        }
        operation.Status = StepsBeforeTheEnd[System.Math.Max(0, StepsBeforeTheEnd.Length - 1 - looksLeft)];
    }

    /// <summary>Finishes the operations whose time is over.</summary>
    public void Advance()
    {
        foreach (BulkOperation operation in _operations.Where(operation => !operation.IsOver).ToArray())
        {
            if (options.BulkDelay is { } delay && options.Clock.GetUtcNow() - operation.CreatedAt >= delay)
            {
                FinishUpTo(operation);
            }
        }
    }

    public void FinishAll()
    {
        if (_operations.Count > 0)
        {
            FinishUpTo(_operations[^1]);
        }
    }

    private void FinishUpTo(BulkOperation last)
    {
        foreach (BulkOperation operation in _operations)
        {
            if (!operation.IsOver)
            {
                Finish(operation);
            }
            if (operation == last)
            {
                return;
            }
        }
    }

    private void Finish(BulkOperation operation)
    {
        operation.EndedAt = options.Clock.GetUtcNow();
        if (faults.Take(operation.RequestedBy, FaultKind.BulkOperationError) != null)
        {
            operation.Status = "error";
            operation.ErrorMessage = "The bulk operation failed.";
            return;
        }
        foreach (BulkItem item in operation.Items)
        {
            item.ErrorMessage = faults.Take(operation.RequestedBy, FaultKind.BulkItemError) != null ? "Something went wrong with this item." : Apply(operation, item);
        }
        operation.Status = "completed";
    }

    private string? Apply(BulkOperation operation, BulkItem item)
    {
        if (company.Groups.Find(item.GroupId) is not { } group)
        {
            return "The given `groupId` does not correspond to any existing group.";
        }
        if (item.Role == "analyst" && !options.AnalystAvailable)
        {
            return "The `analyst` group role is not available in this company.";
        }
        if (company.Users.Find(item.UserId) is not { } user)
        {
            return "The given `userId` does not correspond to any existing user.";
        }
        if (!operation.Adds)
        {
            return company.Groups.Leave(user, group, item.Role) ? null : "The given `userId` does not correspond to any existing user with this role in this group.";
        }
        if (user.IsDeleted)
        {
            return "The given `userId` corresponds to a deleted user.";
        }
        GroupTree.Join(user, group, item.Role);
        return null;
    }
}
