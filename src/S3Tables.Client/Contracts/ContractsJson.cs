using System.Text.Json.Serialization;

namespace Floe.S3Tables.Client.Contracts;

/// <summary>The wire form of every contract: camel case, ISO-8601 times with offset, absent members instead of nulls.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(CreateTableBucketRequest))]
[JsonSerializable(typeof(CreateTableBucketResponse))]
[JsonSerializable(typeof(GetTableBucketResponse))]
[JsonSerializable(typeof(ListTableBucketsResponse))]
[JsonSerializable(typeof(CreateNamespaceRequest))]
[JsonSerializable(typeof(CreateNamespaceResponse))]
[JsonSerializable(typeof(GetNamespaceResponse))]
[JsonSerializable(typeof(ListNamespacesResponse))]
[JsonSerializable(typeof(CreateTableRequest))]
[JsonSerializable(typeof(CreateTableResponse))]
[JsonSerializable(typeof(GetTableResponse))]
[JsonSerializable(typeof(ListTablesResponse))]
[JsonSerializable(typeof(RenameTableRequest))]
[JsonSerializable(typeof(GetTableMetadataLocationResponse))]
[JsonSerializable(typeof(UpdateTableMetadataLocationRequest))]
[JsonSerializable(typeof(UpdateTableMetadataLocationResponse))]
[JsonSerializable(typeof(PutTableMaintenanceConfigurationRequest))]
[JsonSerializable(typeof(GetTableMaintenanceConfigurationResponse))]
[JsonSerializable(typeof(GetTableMaintenanceJobStatusResponse))]
[JsonSerializable(typeof(PutTableBucketMaintenanceConfigurationRequest))]
[JsonSerializable(typeof(GetTableBucketMaintenanceConfigurationResponse))]
[JsonSerializable(typeof(PutTableBucketEncryptionRequest))]
[JsonSerializable(typeof(GetEncryptionResponse))]
[JsonSerializable(typeof(PutTableBucketStorageClassRequest))]
[JsonSerializable(typeof(GetStorageClassResponse))]
[JsonSerializable(typeof(PutPolicyRequest))]
[JsonSerializable(typeof(GetPolicyResponse))]
[JsonSerializable(typeof(GetTableBucketMetricsConfigurationResponse))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
[JsonSerializable(typeof(PutTableRecordExpirationConfigurationRequest))]
[JsonSerializable(typeof(GetTableRecordExpirationConfigurationResponse))]
[JsonSerializable(typeof(GetTableRecordExpirationJobStatusResponse))]
[JsonSerializable(typeof(PutReplicationRequest))]
[JsonSerializable(typeof(PutReplicationResponse))]
[JsonSerializable(typeof(GetReplicationResponse))]
[JsonSerializable(typeof(GetTableReplicationStatusResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(EmptyResponse))]
public sealed partial class ContractsJson : JsonSerializerContext;
