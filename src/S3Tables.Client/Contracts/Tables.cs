using System.Text.Json.Serialization;

namespace Floe.S3Tables.Client.Contracts;

/// <remarks>
/// <c>Format</c>: Only <c>ICEBERG</c>.<br/>
/// <c>Metadata</c>: The first state of the table; without it the table has no metadata until its location is set.
/// </remarks>
public sealed record CreateTableRequest(
    string Name,
    string Format = "ICEBERG",
    TableMetadata? Metadata = null,
    EncryptionConfiguration? EncryptionConfiguration = null,
    StorageClassConfiguration? StorageClassConfiguration = null,
    IReadOnlyDictionary<string, string>? Tags = null);

public sealed record CreateTableResponse([property: JsonPropertyName("tableARN")] string TableArn, string VersionToken);

/// <remarks><c>MetadataLocation</c>: Null for a table without metadata.</remarks>
public sealed record GetTableResponse(
    string Name,
    string Type,
    [property: JsonPropertyName("tableARN")] string TableArn,
    IReadOnlyList<string> Namespace,
    string? NamespaceId,
    string VersionToken,
    string? MetadataLocation,
    string WarehouseLocation,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    string? ManagedByService,
    DateTimeOffset ModifiedAt,
    string ModifiedBy,
    string OwnerAccountId,
    string Format,
    string? TableBucketId,
    ManagedTableInformation? ManagedTableInformation = null);

public sealed record ManagedTableInformation(ReplicationInformation? ReplicationInformation);

public sealed record ReplicationInformation([property: JsonPropertyName("sourceTableARN")] string SourceTableArn);

public sealed record ListTablesResponse(IReadOnlyList<TableSummary> Tables, string? ContinuationToken);

public sealed record TableSummary(
    IReadOnlyList<string> Namespace,
    string Name,
    string Type,
    [property: JsonPropertyName("tableARN")] string TableArn,
    DateTimeOffset CreatedAt,
    DateTimeOffset ModifiedAt,
    string? ManagedByService,
    string? NamespaceId,
    string? TableBucketId);

public sealed record RenameTableRequest(string? NewNamespaceName = null, string? NewName = null, string? VersionToken = null);

public sealed record GetTableMetadataLocationResponse(string VersionToken, string? MetadataLocation, string WarehouseLocation);

public sealed record UpdateTableMetadataLocationRequest(string VersionToken, string MetadataLocation);

public sealed record UpdateTableMetadataLocationResponse(
    string Name,
    [property: JsonPropertyName("tableARN")] string TableArn,
    IReadOnlyList<string> Namespace,
    string VersionToken,
    string MetadataLocation);
