namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <summary>The operations that must stand in the table, each area's in the order of its documentation.</summary>
internal static class OperationLists
{
    /// <summary>All operations of the S3 Tables service model.</summary>
    public static IReadOnlyList<string> S3Tables { get; } =
    [
        "CreateTableBucket", "GetTableBucket", "ListTableBuckets", "DeleteTableBucket",
        "CreateNamespace", "GetNamespace", "ListNamespaces", "DeleteNamespace",
        "CreateTable", "GetTable", "ListTables", "DeleteTable", "RenameTable", "GetTableMetadataLocation", "UpdateTableMetadataLocation",
        "PutTableMaintenanceConfiguration", "GetTableMaintenanceConfiguration", "GetTableMaintenanceJobStatus",
        "PutTableBucketMaintenanceConfiguration", "GetTableBucketMaintenanceConfiguration",
        "PutTableBucketPolicy", "GetTableBucketPolicy", "DeleteTableBucketPolicy", "PutTablePolicy", "GetTablePolicy", "DeleteTablePolicy",
        "PutTableBucketEncryption", "GetTableBucketEncryption", "DeleteTableBucketEncryption", "GetTableEncryption",
        "PutTableBucketStorageClass", "GetTableBucketStorageClass", "GetTableStorageClass",
        "PutTableBucketMetricsConfiguration", "GetTableBucketMetricsConfiguration", "DeleteTableBucketMetricsConfiguration",
        "PutTableBucketReplication", "GetTableBucketReplication", "DeleteTableBucketReplication",
        "PutTableReplication", "GetTableReplication", "DeleteTableReplication", "GetTableReplicationStatus",
        "PutTableRecordExpirationConfiguration", "GetTableRecordExpirationConfiguration", "GetTableRecordExpirationJobStatus",
        "TagResource", "UntagResource", "ListTagsForResource",
    ];

    /// <summary>What the service offers on general purpose buckets.</summary>
    public static IReadOnlyList<string> S3 { get; } =
    [
        "CreateBucket", "HeadBucket", "ListBuckets", "GetBucketLocation", "DeleteBucket",
        "PutObject", "PostObject", "GetObject", "HeadObject", "CopyObject", "GetObjectAttributes", "DeleteObject", "DeleteObjects",
        "ListObjects", "ListObjectsV2", "ListObjectVersions",
        "CreateMultipartUpload", "UploadPart", "UploadPartCopy", "CompleteMultipartUpload", "AbortMultipartUpload", "ListParts", "ListMultipartUploads",
        "PutObjectTagging", "GetObjectTagging", "DeleteObjectTagging",
        "PutBucketVersioning", "GetBucketVersioning", "PutBucketCors", "GetBucketCors", "DeleteBucketCors",
        "PutBucketTagging", "GetBucketTagging", "DeleteBucketTagging",
        "GetBucketAcl", "GetBucketAccelerateConfiguration", "GetBucketEncryption", "GetBucketLifecycleConfiguration", "GetBucketLogging", "GetBucketNotificationConfiguration",
        "GetObjectLockConfiguration", "GetBucketOwnershipControls", "GetBucketPolicy", "GetBucketPolicyStatus", "GetPublicAccessBlock", "GetBucketReplication",
        "GetBucketRequestPayment", "GetBucketWebsite",
    ];

    /// <summary>What AWS allows on the bucket behind a table.</summary>
    public static IReadOnlyList<string> AllowedOnWarehouse { get; } =
    [
        "PutObject", "GetObject", "HeadObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "AbortMultipartUpload", "ListParts",
    ];

    /// <summary>What it refuses there with 405.</summary>
    public static IReadOnlyList<string> RefusedOnWarehouse { get; } =
    [
        "ListObjects", "ListObjectsV2", "ListObjectVersions", "ListMultipartUploads", "DeleteObject", "DeleteObjects", "CopyObject", "UploadPartCopy",
        "PutObjectTagging", "GetObjectTagging", "DeleteObjectTagging", "GetObjectAttributes", "PutObjectAcl", "GetObjectAcl",
        "PutBucketVersioning", "GetBucketVersioning", "PutBucketCors", "GetBucketCors", "DeleteBucketCors", "DeleteBucket",
    ];
}
