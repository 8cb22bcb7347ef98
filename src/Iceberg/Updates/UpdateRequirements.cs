using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Updates;

/// <summary>The table must not exist; stands alone in a request.</summary>
public sealed record AssertCreate : UpdateRequirement
{
    public override void Check(TableMetadata? current) => Require(current is null, "table already exists");
}

public sealed record AssertTableUuid(Guid Uuid) : UpdateRequirement
{
    public override void Check(TableMetadata? current)
    {
        var actual = Existing(current).TableUuid;
        Require(actual == Uuid, $"UUID does not match: expected {actual} != {Uuid}");
    }
}

/// <param name="SnapshotId">Null: the reference must not exist.</param>
public sealed record AssertRefSnapshotId(string Ref, long? SnapshotId) : UpdateRequirement
{
    public override void Check(TableMetadata? current)
    {
        var actual = current is not null && current.Refs.TryGetValue(Ref, out var reference) ? reference.SnapshotId : (long?)null;
        if (SnapshotId is null) Require(actual is null, $"branch or tag {Ref} was created concurrently");
        else if (actual is null) Require(false, $"branch or tag {Ref} is missing, expected {SnapshotId}");
        else Require(actual == SnapshotId, $"branch or tag {Ref} has changed: expected id {SnapshotId} != {actual}");
    }
}

public sealed record AssertLastAssignedFieldId(int LastAssignedFieldId) : UpdateRequirement
{
    public override void Check(TableMetadata? current)
    {
        if (current is not null)
            Require(current.LastColumnId == LastAssignedFieldId, $"last assigned field id changed: expected id {LastAssignedFieldId} != {current.LastColumnId}");
    }
}

public sealed record AssertCurrentSchemaId(int CurrentSchemaId) : UpdateRequirement
{
    public override void Check(TableMetadata? current)
    {
        var actual = Existing(current).CurrentSchemaId;
        Require(actual == CurrentSchemaId, $"current schema changed: expected id {CurrentSchemaId} != {actual}");
    }
}

public sealed record AssertLastAssignedPartitionId(int LastAssignedPartitionId) : UpdateRequirement
{
    public override void Check(TableMetadata? current)
    {
        if (current is not null)
            Require(current.LastPartitionId == LastAssignedPartitionId, $"last assigned partition id changed: expected id {LastAssignedPartitionId} != {current.LastPartitionId}");
    }
}

public sealed record AssertDefaultSpecId(int DefaultSpecId) : UpdateRequirement
{
    public override void Check(TableMetadata? current)
    {
        var actual = Existing(current).DefaultSpecId;
        Require(actual == DefaultSpecId, $"default partition spec changed: expected id {DefaultSpecId} != {actual}");
    }
}

public sealed record AssertDefaultSortOrderId(int DefaultSortOrderId) : UpdateRequirement
{
    public override void Check(TableMetadata? current)
    {
        var actual = Existing(current).DefaultSortOrderId;
        Require(actual == DefaultSortOrderId, $"default sort order changed: expected id {DefaultSortOrderId} != {actual}");
    }
}
