using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HrisConnector.Core.Configuration;
using HrisConnector.Core.Directories.Learning360.Api;
using HrisConnector.Core.Errors;

namespace HrisConnector.Core.Directories.Learning360;

/// <summary>The custom fields of the platform's users: people name them, the platform numbers them.</summary>
/// <param name="api">The platform.</param>
/// <param name="configured">The custom fields that files fill.</param>
/// <param name="all">True when values of any field may have to be given back, as in an undo.</param>
internal sealed class PlatformCustomFields(LearningApi api, IReadOnlyList<CustomFieldConfiguration> configured, bool all)
{
    private readonly Dictionary<string, ApiCustomField> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ambiguous = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ApiCustomField> _byId = new(StringComparer.Ordinal);

    /// <summary>Whether custom fields are anybody's business here; without them no request is made.</summary>
    public bool AreUsed => all || configured.Count > 0;

    /// <summary>Learns the platform's fields.</summary>
    /// <exception cref="HrisException"><see cref="HrisErrors.ConfigurationInvalid"/>: the platform has no such field, or it is of another type.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (!AreUsed || _byId.Count > 0)
            return;
        foreach (var field in await api.GetCustomFieldsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_byName.ContainsKey(field.Name))
                _ambiguous.Add(field.Name);
            _byName[field.Name] = _byId[field.Id] = field;
        }

        var faults = configured.Select(FaultOf).OfType<string>().ToArray();
        if (faults.Length > 0 && !all)
            throw new HrisException(HrisErrors.ConfigurationInvalid, string.Join(" ", faults), configured.First(field => FaultOf(field) is not null).Name) { Reasons = faults };
    }

    /// <summary>The values of a user by the names of the fields.</summary>
    public async Task<Dictionary<string, string>> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!AreUsed)
            return values;
        foreach (var value in await api.GetCustomValuesAsync(userId, cancellationToken).ConfigureAwait(false))
        {
            if (_byId.TryGetValue(value.CustomFieldId, out var field))
                values[field.Name] = TextOf(value);
        }

        return values;
    }

    /// <summary>Changes values of a user. The platform replaces all of a user's values, so those that stay are sent with them.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="changes">The values by name; an empty text clears.</param>
    /// <param name="before">The values that the user has, where they are known; null to read them.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task WriteAsync(string userId, IReadOnlyList<KeyValuePair<string, string>> changes, IReadOnlyList<ApiCustomValue>? before, CancellationToken cancellationToken)
    {
        before ??= await api.GetCustomValuesAsync(userId, cancellationToken).ConfigureAwait(false);
        var values = before.ToDictionary(value => value.CustomFieldId, value => value with { Value = TextOf(value) });
        var differs = false;
        foreach (var change in changes)
        {
            if (!_byName.TryGetValue(change.Key, out var field))
                continue; // a field that an undo cannot give back any more
            if (change.Value.Length == 0)
            {
                differs |= values.Remove(field.Id);
                continue;
            }

            differs |= !values.TryGetValue(field.Id, out var present) || present.Value != change.Value;
            values[field.Id] = new ApiCustomValue(field.Id, field.Type, change.Value);
        }

        if (differs)
            await api.ReplaceCustomValuesAsync(userId, values.Values.ToArray(), cancellationToken).ConfigureAwait(false);
    }

    private const string DateType = "date";
    private const int DayLength = 10; // 2024-01-31

    // The platform is documented to take dates as days, and may show them with a time.
    private static string TextOf(ApiCustomValue value) => value.Type == DateType && value.Value.Length > DayLength ? value.Value.Substring(0, DayLength) : value.Value;

    private string? FaultOf(CustomFieldConfiguration field)
    {
        if (!_byName.TryGetValue(field.Name, out var known))
            return $"The configuration names the custom field '{field.Name}', and the platform has no such field of users.";
        if (_ambiguous.Contains(field.Name))
            return $"The configuration names the custom field '{field.Name}', and the platform has several of that name.";
        var type = field.Type == CustomFieldType.Date ? DateType : "string";
        return known.Type == type ? null : $"The configuration says that the custom field '{field.Name}' is of type {type}; on the platform it is of type {known.Type}.";
    }
}
