using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>The calls about custom fields.</summary>
internal sealed class CustomFieldCalls(ApiSender sender, ApiReader reader)
{
    private const string OfUsers = "users";

    public async Task<IReadOnlyList<ApiCustomField>> GetFieldsAsync(CancellationToken cancellationToken)
    {
        var fields = await reader.ListAsync(ApiOperations.ListCustomFields, $"/api/v2/custom-fields?targetType[eq]={OfUsers}", ApiJson.Default.ListApiCustomField, cancellationToken).ConfigureAwait(false);
        return [.. fields.Where(field => field.TargetType is OfUsers or "")];
    }

    public async Task<IReadOnlyList<ApiCustomValue>> GetValuesAsync(string userId, CancellationToken cancellationToken) =>
        await reader.ListAsync(ApiOperations.GetCustomValues, PathOf(userId), ApiJson.Default.ListApiCustomValue, cancellationToken).ConfigureAwait(false);

    public Task ReplaceValuesAsync(string userId, IReadOnlyList<ApiCustomValue> values, CancellationToken cancellationToken) =>
        sender.SendAsync(
            new ApiRequest(ApiOperations.ReplaceCustomValues, PathOf(userId), JsonSerializer.SerializeToUtf8Bytes(new CustomValuesInput(values), ApiJson.Default.CustomValuesInput)), cancellationToken);

    private static string PathOf(string userId) => UserCalls.PathOf(userId) + "/custom-fields/values";
}
