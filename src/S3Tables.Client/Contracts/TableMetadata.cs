using System.Text.Json;
using System.Text.Json.Serialization;

namespace Floe.S3Tables.Client.Contracts;

/// <summary>A union with one member so far.</summary>
public sealed record TableMetadata(IcebergMetadata? Iceberg);

/// <summary>The first state of an Iceberg table, by <see cref="Schema"/> (primitive types) or <see cref="SchemaV2"/> (any type).</summary>
public sealed record IcebergMetadata(
    IcebergSchema? Schema = null,
    IcebergSchemaV2? SchemaV2 = null,
    IcebergPartitionSpec? PartitionSpec = null,
    IcebergSortOrder? WriteOrder = null,
    IReadOnlyDictionary<string, string>? Properties = null);

public sealed record IcebergSchema(IReadOnlyList<SchemaField> Fields);

/// <remarks>
/// <c>Id</c>: Assigned by the service where null.<br/>
/// <c>Type</c>: A primitive Iceberg type, such as <c>long</c> or <c>decimal(10,2)</c>.
/// </remarks>
public sealed record SchemaField(string Name, string Type, bool? Required = null, int? Id = null);

public sealed record IcebergSchemaV2(
    string Type,
    IReadOnlyList<SchemaV2Field> Fields,
    [property: JsonPropertyName("schema-id")] int? SchemaId = null,
    [property: JsonPropertyName("identifier-field-ids")] IReadOnlyList<int>? IdentifierFieldIds = null);

/// <remarks><c>Type</c>: An Iceberg type as in the specification's JSON form: a string, or an object for struct, list and map.</remarks>
public sealed record SchemaV2Field(int Id, string Name, JsonElement Type, bool Required, string? Doc = null);

public sealed record IcebergPartitionSpec(
    IReadOnlyList<IcebergPartitionField> Fields, [property: JsonPropertyName("spec-id")] int? SpecId = null);

public sealed record IcebergPartitionField(
    [property: JsonPropertyName("source-id")] int SourceId,
    string Transform,
    string Name,
    [property: JsonPropertyName("field-id")] int? FieldId = null);

public sealed record IcebergSortOrder([property: JsonPropertyName("order-id")] int OrderId, IReadOnlyList<IcebergSortField> Fields);

/// <remarks>
/// <c>Direction</c>: <c>asc</c> or <c>desc</c>.<br/>
/// <c>NullOrder</c>: <c>nulls-first</c> or <c>nulls-last</c>.
/// </remarks>
public sealed record IcebergSortField(
    [property: JsonPropertyName("source-id")] int SourceId,
    string Transform,
    string Direction,
    [property: JsonPropertyName("null-order")] string NullOrder);
