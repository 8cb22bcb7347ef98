using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Operations;

/// <summary>What a commit is to do.</summary>
internal sealed record SnapshotPlan(
    string Operation, string Branch, FileChanges Changes, IReadOnlyDictionary<string, string> Summary, Func<TableMetadata, Snapshot?, CancellationToken, Task> ValidateAsync);
