using Floe.S3Tables.Http;

namespace Floe.S3Tables.TablesApi;

/// <summary>All operations that the service answers, as the service model places them.</summary>
public sealed class RouteTable(
    TableBucketOperations buckets,
    NamespaceOperations namespaces,
    TableOperations tables,
    MetadataLocationOperations metadataLocation,
    MaintenanceOperations maintenance,
    PolicyOperations policies,
    EncryptionOperations encryption,
    StorageClassOperations storageClass,
    MetricsOperations metrics,
    ReplicationOperations replication,
    RecordExpirationOperations recordExpiration,
    TagOperations tags)
{
    private const string Bucket = "/buckets/{tableBucketARN}";
    private const string Namespaces = "/namespaces/{tableBucketARN}";
    private const string Tables = "/tables/{tableBucketARN}";
    private const string Table = "/tables/{tableBucketARN}/{namespace}/{name}";

    private readonly Route<Operation>[] _routes =
    [
        new("CreateTableBucket", "PUT", "/buckets", buckets.CreateAsync),
        new("GetTableBucket", "GET", Bucket, buckets.GetAsync),
        new("ListTableBuckets", "GET", "/buckets", buckets.ListAsync),
        new("DeleteTableBucket", "DELETE", Bucket, buckets.DeleteAsync),

        new("CreateNamespace", "PUT", Namespaces, namespaces.CreateAsync),
        new("GetNamespace", "GET", Namespaces + "/{namespace}", namespaces.GetAsync),
        new("ListNamespaces", "GET", Namespaces, namespaces.ListAsync),
        new("DeleteNamespace", "DELETE", Namespaces + "/{namespace}", namespaces.DeleteAsync),

        new("CreateTable", "PUT", Tables + "/{namespace}", tables.CreateAsync),
        new("GetTable", "GET", "/get-table", tables.GetAsync),
        new("ListTables", "GET", Tables, tables.ListAsync),
        new("DeleteTable", "DELETE", Table, tables.DeleteAsync),
        new("RenameTable", "PUT", Table + "/rename", tables.RenameAsync),
        new("GetTableMetadataLocation", "GET", Table + "/metadata-location", metadataLocation.GetAsync),
        new("UpdateTableMetadataLocation", "PUT", Table + "/metadata-location", metadataLocation.UpdateAsync),

        new("PutTableMaintenanceConfiguration", "PUT", Table + "/maintenance/{type}", maintenance.PutTableAsync),
        new("GetTableMaintenanceConfiguration", "GET", Table + "/maintenance", maintenance.GetTableAsync),
        new("GetTableMaintenanceJobStatus", "GET", Table + "/maintenance-job-status", maintenance.GetJobStatusAsync),
        new("PutTableBucketMaintenanceConfiguration", "PUT", Bucket + "/maintenance/{type}", maintenance.PutBucketAsync),
        new("GetTableBucketMaintenanceConfiguration", "GET", Bucket + "/maintenance", maintenance.GetBucketAsync),

        new("PutTableBucketPolicy", "PUT", Bucket + "/policy", policies.PutBucketAsync),
        new("GetTableBucketPolicy", "GET", Bucket + "/policy", policies.GetBucketAsync),
        new("DeleteTableBucketPolicy", "DELETE", Bucket + "/policy", policies.DeleteBucketAsync),
        new("PutTablePolicy", "PUT", Table + "/policy", policies.PutTableAsync),
        new("GetTablePolicy", "GET", Table + "/policy", policies.GetTableAsync),
        new("DeleteTablePolicy", "DELETE", Table + "/policy", policies.DeleteTableAsync),

        new("PutTableBucketEncryption", "PUT", Bucket + "/encryption", encryption.PutBucketAsync),
        new("GetTableBucketEncryption", "GET", Bucket + "/encryption", encryption.GetBucketAsync),
        new("DeleteTableBucketEncryption", "DELETE", Bucket + "/encryption", encryption.DeleteBucketAsync),
        new("GetTableEncryption", "GET", Table + "/encryption", encryption.GetTableAsync),
        new("PutTableBucketStorageClass", "PUT", Bucket + "/storage-class", storageClass.PutBucketAsync),
        new("GetTableBucketStorageClass", "GET", Bucket + "/storage-class", storageClass.GetBucketAsync),
        new("GetTableStorageClass", "GET", Table + "/storage-class", storageClass.GetTableAsync),
        new("PutTableBucketMetricsConfiguration", "PUT", Bucket + "/metrics", metrics.PutAsync),
        new("GetTableBucketMetricsConfiguration", "GET", Bucket + "/metrics", metrics.GetAsync),
        new("DeleteTableBucketMetricsConfiguration", "DELETE", Bucket + "/metrics", metrics.DeleteAsync),

        new("PutTableBucketReplication", "PUT", "/table-bucket-replication", replication.PutBucketAsync),
        new("GetTableBucketReplication", "GET", "/table-bucket-replication", replication.GetBucketAsync),
        new("DeleteTableBucketReplication", "DELETE", "/table-bucket-replication", replication.DeleteBucketAsync),
        new("PutTableReplication", "PUT", "/table-replication", replication.PutTableAsync),
        new("GetTableReplication", "GET", "/table-replication", replication.GetTableAsync),
        new("DeleteTableReplication", "DELETE", "/table-replication", replication.DeleteTableAsync),
        new("GetTableReplicationStatus", "GET", "/replication-status", replication.GetStatusAsync),

        new("PutTableRecordExpirationConfiguration", "PUT", "/table-record-expiration", recordExpiration.PutAsync),
        new("GetTableRecordExpirationConfiguration", "GET", "/table-record-expiration", recordExpiration.GetAsync),
        new("GetTableRecordExpirationJobStatus", "GET", "/table-record-expiration-job-status", recordExpiration.GetJobStatusAsync),

        new("TagResource", "POST", "/tag/{resourceArn}", tags.TagAsync),
        new("UntagResource", "DELETE", "/tag/{resourceArn}", tags.UntagAsync),
        new("ListTagsForResource", "GET", "/tag/{resourceArn}", tags.ListAsync),
    ];

    /// <summary>The operation that the request asks for, or null where there is none.</summary>
    public (Route<Operation> Route, ApiRequest Request)? Match(ServiceRequest request)
    {
        var segments = request.RawPath.Split('/');
        foreach (var route in _routes)
            if (route.Match(request.Method, segments) is { } labels) return (route, new(request, labels));
        return null;
    }
}
