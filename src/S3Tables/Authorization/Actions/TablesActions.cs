using System.Collections.Frozen;
using Floe.S3Tables.Authorization.Requests;

namespace Floe.S3Tables.Authorization.Actions;

/// <summary>
/// The actions of S3 Tables operations, by the operation's name in the service model. Service Authorization Reference, "Actions, resources, and
/// condition keys for Amazon S3 Tables".
/// </summary>
public static class TablesActions
{
    public const string GetTableData = Vendor + "GetTableData";
    public const string PutTableData = Vendor + "PutTableData";
    public const string PassRole = "iam:PassRole";

    private const string Vendor = "s3tables:";
    private const string PutTableEncryption = Vendor + "PutTableEncryption";
    private const string PutTableStorageClass = Vendor + "PutTableStorageClass";

    private static readonly string[] OfTableBuckets =
    [
        "CreateTableBucket", "GetTableBucket", "ListTableBuckets", "DeleteTableBucket",
        "CreateNamespace", "GetNamespace", "ListNamespaces", "DeleteNamespace",
        "CreateTable", "ListTables",
        "PutTableBucketMaintenanceConfiguration", "GetTableBucketMaintenanceConfiguration",
        "PutTableBucketPolicy", "GetTableBucketPolicy", "DeleteTableBucketPolicy",
        "PutTableBucketEncryption", "GetTableBucketEncryption", "DeleteTableBucketEncryption",
        "PutTableBucketStorageClass", "GetTableBucketStorageClass",
        "PutTableBucketMetricsConfiguration", "GetTableBucketMetricsConfiguration", "DeleteTableBucketMetricsConfiguration",
        "PutTableBucketReplication", "GetTableBucketReplication", "DeleteTableBucketReplication",
    ];

    private static readonly string[] OfTables =
    [
        "GetTable", "DeleteTable", "RenameTable", "GetTableMetadataLocation", "UpdateTableMetadataLocation",
        "PutTableMaintenanceConfiguration", "GetTableMaintenanceConfiguration", "GetTableMaintenanceJobStatus",
        "PutTablePolicy", "GetTablePolicy", "DeleteTablePolicy",
        "GetTableEncryption", "GetTableStorageClass",
        "PutTableReplication", "GetTableReplication", "DeleteTableReplication", "GetTableReplicationStatus",
        "PutTableRecordExpirationConfiguration", "GetTableRecordExpirationConfiguration", "GetTableRecordExpirationJobStatus",
    ];

    private static readonly string[] OfEither = ["TagResource", "UntagResource", "ListTagsForResource"];

    private static readonly FrozenDictionary<string, RequiredAction> ByOperation = OfTableBuckets.Select(name => (name, ActionTarget.TableBucket))
        .Concat(OfTables.Select(name => (name, ActionTarget.Table)))
        .Concat(OfEither.Select(name => (name, ActionTarget.Addressed)))
        .ToFrozenDictionary(each => each.name, each => new RequiredAction(Vendor + each.name, each.Item2), StringComparer.Ordinal);

    /// <summary>"Cross-account access: No" in the S3 User Guide, "Access management for S3 Tables".</summary>
    private static readonly FrozenSet<string> OwnAccountOnly = new[]
    {
        "CreateTableBucket", "ListTableBuckets", "PutTableBucketPolicy", "GetTableBucketPolicy", "DeleteTableBucketPolicy",
        "PutTableBucketEncryption", "GetTableBucketEncryption", "DeleteTableBucketEncryption",
        "PutTablePolicy", "GetTablePolicy", "DeleteTablePolicy", "GetTableEncryption", "PutTableEncryption",
    }.Select(name => Vendor + name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every action there is, those without an operation of their own included.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. ByOperation.Values.Select(required => required.Action), GetTableData, PutTableData, PutTableEncryption, PutTableStorageClass];

    /// <summary>Whether a policy can open the action to another account.</summary>
    public static bool WorksAcrossAccounts(string action) => !OwnAccountOnly.Contains(action);

    /// <exception cref="ArgumentOutOfRangeException">The service model has no such operation.</exception>
    public static IReadOnlyList<RequiredAction> For(string operation, RequestDetails details)
    {
        if (!ByOperation.TryGetValue(operation, out var own)) throw new ArgumentOutOfRangeException(nameof(operation), operation, "No operation of S3 Tables.");
        return operation switch
        {
            "CreateTableBucket" => [own, .. OfNew(ActionTarget.TableBucket, Vendor + "PutTableBucketEncryption", Vendor + "PutTableBucketStorageClass", details)],
            "CreateTable" => [own, .. OfNew(ActionTarget.Table, PutTableEncryption, PutTableStorageClass, details)],
            "PutTableBucketReplication" or "PutTableReplication" when details.RoleArn is not null => [own, new(PassRole, ActionTarget.Role)],
            _ => [own],
        };
    }

    /// <summary>What the creator states instead of taking the default is a permission of its own.</summary>
    private static IEnumerable<RequiredAction> OfNew(ActionTarget target, string putEncryption, string putStorageClass, RequestDetails details)
    {
        if (details.SseAlgorithm is not null || details.KmsKeyArn is not null) yield return new(putEncryption, target);
        if (details.StorageClass is not null) yield return new(putStorageClass, target);
        if (details.Tags.Count > 0) yield return new(Vendor + "TagResource", target);
    }
}
