using Floe.Iceberg.Json;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Iceberg.Catalog.Wire;

/// <summary>The body of a create.</summary>
public static class CreateTableRequestJson
{
    /// <exception cref="BadRequestException">The body is malformed.</exception>
    public static CreateTableRequest Parse(ReadOnlyMemory<byte> json) => RequestReader.Read(json, "create request", Read);

    public static byte[] Serialize(CreateTableRequest request) => JsonWriting.Write(json => json.Object(() =>
    {
        json.WriteString("name", request.Name);
        json.Optional("location", request.Location);
        json.WritePropertyName("schema");
        SchemaJson.Write(json, request.Schema);
        if (request.PartitionSpec is { } spec)
        {
            json.WritePropertyName("partition-spec");
            PartitionSpecJson.Write(json, spec);
        }
        if (request.WriteOrder is { } order)
        {
            json.WritePropertyName("write-order");
            SortOrderJson.Write(json, order);
        }
        json.WriteBoolean("stage-create", request.StageCreate);
        json.Map("properties", request.Properties ?? Properties.None);
    }));

    private static CreateTableRequest Read(JsonCursor at) => new(
        at["name"].AsString(),
        SchemaJson.Read(at["schema"]),
        at.Optional("partition-spec") is { } spec ? PartitionSpecJson.Read(spec) : null,
        at.Optional("write-order") is { } order ? SortOrderJson.Read(order) : null,
        at.Optional("location")?.AsString(),
        at.Optional("properties")?.AsProperties(),
        at.Optional("stage-create")?.AsBool() ?? false);
}
