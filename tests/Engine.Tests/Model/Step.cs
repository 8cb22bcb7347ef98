namespace Floe.Engine.Tests.Model;

/// <summary>One random step: what is done, and numbers that its details are made of.</summary>
internal sealed record Step(StepKind Kind, int A, int B, int C);

internal enum StepKind
{
    Insert,
    InsertMany,
    Update,
    Delete,
    Merge,
    MergeBySource,
    Overwrite,
    OverwritePartition,
    OverwriteDynamic,
    Truncate,
    AddColumn,
    RenameColumn,
    AddPartitionField,
    DropPartitionField,
    Mode,
    Upgrade,
    WriteOrder,
    Compact,
}
