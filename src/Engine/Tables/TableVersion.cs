using Floe.Engine.Catalogs;

namespace Floe.Engine.Tables;

/// <summary>A table at a point of its history, or one of its metadata tables.</summary>
internal abstract record TableVersion(TableReference Table);

internal sealed record TableAtSnapshot(TableReference Table, long SnapshotId) : TableVersion(Table);

/// <summary>The head of a branch, or a tag.</summary>
internal sealed record TableAtRef(TableReference Table, string Ref) : TableVersion(Table);

internal sealed record TableAtTime(TableReference Table, DateTimeOffset Time) : TableVersion(Table);

/// <summary>For example <c>history</c> or <c>snapshots</c>; in lower case.</summary>
internal sealed record MetadataTable(TableReference Table, string Name) : TableVersion(Table);
