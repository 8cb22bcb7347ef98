using System.Globalization;
using Floe.S3Tables.Authorization.Conditions;
using Floe.S3Tables.Authorization.Policies;
using Floe.S3Tables.Authorization.Requests;

namespace Floe.S3Tables.Authorization;

/// <summary>Fills the condition keys of a request.</summary>
internal static class ContextBuilder
{
    public static IEnumerable<KeyValuePair<string, string?>> OfCaller(Principal principal, RequestOrigin origin, DateTimeOffset now) =>
    [
        new(ConditionKeys.PrincipalArn, principal.Arn),
        new(ConditionKeys.PrincipalAccount, principal.AccountId),
        new(ConditionKeys.PrincipalType, principal.IsRoot ? "Account" : principal.UserName is null ? "Anonymous" : "User"),
        new(ConditionKeys.PrincipalIsAwsService, "false"),
        new(ConditionKeys.ViaAwsService, "false"),
        new(ConditionKeys.Username, principal.UserName),
        new(ConditionKeys.SourceIp, (origin.SourceIp is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : origin.SourceIp)?.ToString()),
        new(ConditionKeys.SecureTransport, origin.IsSecure ? "true" : "false"),
        new(ConditionKeys.CurrentTime, now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        new(ConditionKeys.EpochTime, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
    ];

    public static IEnumerable<KeyValuePair<string, string?>> OfDetails(RequestDetails details) =>
    [
        new(ConditionKeys.SseAlgorithm, details.SseAlgorithm),
        new(ConditionKeys.KmsKeyArn, details.KmsKeyArn),
        new(ConditionKeys.StorageClass, details.StorageClass),
        .. details.Tags.Select(tag => KeyValuePair.Create(ConditionKeys.RequestTag + tag.Key, (string?)tag.Value)),
        .. details.Tags.Keys.Concat(details.RemovedTagKeys).Select(key => KeyValuePair.Create(ConditionKeys.TagKeys, (string?)key)),
    ];

    public static IEnumerable<KeyValuePair<string, string?>> OfTags(string prefix, IReadOnlyDictionary<string, string> tags) =>
        tags.Select(tag => KeyValuePair.Create(prefix + tag.Key, (string?)tag.Value));
}
