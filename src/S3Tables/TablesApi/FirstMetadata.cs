using System.Text.Json;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client.Contracts;
using TableMetadata = Floe.Iceberg.Spec.TableMetadata;

namespace Floe.S3Tables.TablesApi;

/// <summary>Turns the <c>metadata.iceberg</c> of CreateTable into the table's first metadata.</summary>
internal static class FirstMetadata
{
    /// <exception cref="CatalogException">A type, transform or reference in it is not valid.</exception>
    public static TableMetadata Create(IcebergMetadata iceberg, string location, TimeProvider clock)
    {
        try
        {
            var properties = iceberg.Properties ?? new Dictionary<string, string>();
            return TableMetadataBuilder.NewTable(
                ReadSchema(iceberg), Read(iceberg.PartitionSpec), Read(iceberg.WriteOrder), location, properties,
                properties.GetInt(TableProperties.FormatVersion, TableMetadata.DefaultFormatVersion), clock);
        }
        catch (Exception e) when (e is FormatException or Iceberg.Catalog.BadRequestException)
        {
            throw CatalogException.Invalid($"metadata.iceberg is not valid: {e.Message}");
        }
    }

    /// <summary>What can be told without building: that there is exactly one schema and that its members are there.</summary>
    public static void Check(IcebergMetadata? iceberg)
    {
        const string Field = "metadata.iceberg";
        new Constraints().Required(iceberg, Field).Check();
        if (iceberg!.Schema is null == iceberg.SchemaV2 is null)
            throw CatalogException.Invalid($"{Field} must have exactly one of schema (primitive types) and schemaV2 (any type).");
        var constraints = new Constraints()
            .Required(iceberg.Schema is null ? "" : iceberg.Schema.Fields, $"{Field}.schema.fields")
            .Required(iceberg.SchemaV2 is null ? "" : iceberg.SchemaV2.Fields, $"{Field}.schemaV2.fields")
            .OneOf(iceberg.SchemaV2 is null ? null : iceberg.SchemaV2.Type ?? "", $"{Field}.schemaV2.type", "struct")
            .Required(iceberg.PartitionSpec is null ? "" : iceberg.PartitionSpec.Fields, $"{Field}.partitionSpec.fields")
            .Required(iceberg.WriteOrder is null ? "" : iceberg.WriteOrder.Fields, $"{Field}.writeOrder.fields");
        foreach (var (index, field) in (iceberg.Schema?.Fields ?? []).Index())
            constraints.Required(field?.Name, $"{Field}.schema.fields.{index + 1}.member.name").Required(field?.Type, $"{Field}.schema.fields.{index + 1}.member.type");
        foreach (var (index, field) in (iceberg.SchemaV2?.Fields ?? []).Index())
            constraints.Required(field?.Name, $"{Field}.schemaV2.fields.{index + 1}.member.name")
                .Required(field is null or { Type.ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } ? null : "", $"{Field}.schemaV2.fields.{index + 1}.member.type");
        foreach (var (index, field) in (iceberg.PartitionSpec?.Fields ?? []).Index())
            constraints.Required(field?.Name, $"{Field}.partitionSpec.fields.{index + 1}.member.name")
                .Required(field?.Transform, $"{Field}.partitionSpec.fields.{index + 1}.member.transform");
        foreach (var (index, field) in (iceberg.WriteOrder?.Fields ?? []).Index())
            constraints.Required(field?.Transform, $"{Field}.writeOrder.fields.{index + 1}.member.transform")
                .Required(field?.Direction, $"{Field}.writeOrder.fields.{index + 1}.member.direction")
                .OneOf(field?.Direction, $"{Field}.writeOrder.fields.{index + 1}.member.direction", "asc", "desc")
                .Required(field?.NullOrder, $"{Field}.writeOrder.fields.{index + 1}.member.null-order")
                .OneOf(field?.NullOrder, $"{Field}.writeOrder.fields.{index + 1}.member.null-order", "nulls-first", "nulls-last");
        constraints.Check();
    }

    private static Schema ReadSchema(IcebergMetadata iceberg) => iceberg.Schema is { } schema
        ? Read(schema)
        : SchemaJson.Parse(JsonSerializer.Serialize(iceberg.SchemaV2!, ContractsJson.Default.IcebergSchemaV2));

    /// <summary>Fields without an id get ones above those that are given, so that a partition field can name its source.</summary>
    private static Schema Read(IcebergSchema schema)
    {
        var next = schema.Fields.Max(field => field.Id) ?? 0;
        return new(0, [.. schema.Fields.Select(field =>
            new NestedField(field.Id ?? ++next, field.Name, field.Required ?? false, IcebergType.Parse(field.Type)))]);
    }

    private static PartitionSpec? Read(IcebergPartitionSpec? spec) => spec is null
        ? null
        : new(0, [.. spec.Fields.Select(field => new PartitionField(field.SourceId, null, field.Name, Transform.Parse(field.Transform)))]);

    private static SortOrder? Read(IcebergSortOrder? order) => order is null
        ? null
        : new(order.OrderId, [.. order.Fields.Select(field => new SortField(
            field.SourceId,
            Transform.Parse(field.Transform),
            field.Direction == "asc" ? SortDirection.Ascending : SortDirection.Descending,
            field.NullOrder == "nulls-first" ? NullOrder.NullsFirst : NullOrder.NullsLast))]);
}
