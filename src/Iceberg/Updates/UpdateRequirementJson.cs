using System.Text.Json;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Json;

namespace Floe.Iceberg.Updates;

/// <summary>The wire form of requirements, told apart by <c>type</c>.</summary>
public static class UpdateRequirementJson
{
    /// <exception cref="BadRequestException">The requirement is unknown or malformed.</exception>
    public static UpdateRequirement Parse(JsonElement json) => RequestReader.Read(json, "requirement", Read);

    public static void Write(Utf8JsonWriter json, UpdateRequirement requirement) => json.Object(() => WriteContent(json, requirement));

    internal static UpdateRequirement Read(JsonCursor at) => at["type"].AsString() switch
    {
        "assert-create" => new AssertCreate(),
        "assert-table-uuid" => new AssertTableUuid(at["uuid"].AsGuid()),
        "assert-ref-snapshot-id" => new AssertRefSnapshotId(at["ref"].AsString(), at.Optional("snapshot-id")?.AsLong()),
        "assert-last-assigned-field-id" => new AssertLastAssignedFieldId(at["last-assigned-field-id"].AsInt()),
        "assert-current-schema-id" => new AssertCurrentSchemaId(at["current-schema-id"].AsInt()),
        "assert-last-assigned-partition-id" => new AssertLastAssignedPartitionId(at["last-assigned-partition-id"].AsInt()),
        "assert-default-spec-id" => new AssertDefaultSpecId(at["default-spec-id"].AsInt()),
        "assert-default-sort-order-id" => new AssertDefaultSortOrderId(at["default-sort-order-id"].AsInt()),
        _ => throw at["type"].Fail("this is no requirement of the REST specification"),
    };

    private static void WriteContent(Utf8JsonWriter json, UpdateRequirement requirement)
    {
        switch (requirement)
        {
            case AssertCreate:
                json.WriteString("type", "assert-create");
                break;
            case AssertTableUuid r:
                json.WriteString("type", "assert-table-uuid");
                json.WriteString("uuid", r.Uuid);
                break;
            case AssertRefSnapshotId r:
                json.WriteString("type", "assert-ref-snapshot-id");
                json.WriteString("ref", r.Ref);
                // Null is a statement here, "must not exist", and is written.
                if (r.SnapshotId is { } id) json.WriteNumber("snapshot-id", id);
                else json.WriteNull("snapshot-id");
                break;
            case AssertLastAssignedFieldId r:
                Number(json, "assert-last-assigned-field-id", "last-assigned-field-id", r.LastAssignedFieldId);
                break;
            case AssertCurrentSchemaId r:
                Number(json, "assert-current-schema-id", "current-schema-id", r.CurrentSchemaId);
                break;
            case AssertLastAssignedPartitionId r:
                Number(json, "assert-last-assigned-partition-id", "last-assigned-partition-id", r.LastAssignedPartitionId);
                break;
            case AssertDefaultSpecId r:
                Number(json, "assert-default-spec-id", "default-spec-id", r.DefaultSpecId);
                break;
            case AssertDefaultSortOrderId r:
                Number(json, "assert-default-sort-order-id", "default-sort-order-id", r.DefaultSortOrderId);
                break;
            default:
                throw new ArgumentException($"{requirement.GetType().Name} has no wire form.", nameof(requirement));
        }
    }

    private static void Number(Utf8JsonWriter json, string type, string name, int value)
    {
        json.WriteString("type", type);
        json.WriteNumber(name, value);
    }
}
