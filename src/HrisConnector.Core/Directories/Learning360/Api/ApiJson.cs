using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace HrisConnector.Core.Directories.Learning360.Api;

/// <summary>What is read and written as JSON. Properties that are not known are skipped.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ApiUser))]
[JsonSerializable(typeof(List<ApiUser>))]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(ApiMapping))]
[JsonSerializable(typeof(List<ApiMapping>))]
[JsonSerializable(typeof(MappingInput))]
[JsonSerializable(typeof(List<ApiCustomField>))]
[JsonSerializable(typeof(List<ApiCustomValue>))]
[JsonSerializable(typeof(CustomValuesInput))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(List<ApiGroup>))]
[JsonSerializable(typeof(List<MembershipAnswer>))]
[JsonSerializable(typeof(MembershipsInput))]
[JsonSerializable(typeof(BulkOperation))]
[JsonSerializable(typeof(List<BulkResult>))]
internal sealed partial class ApiJson : JsonSerializerContext;
