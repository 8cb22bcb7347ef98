using Floe.Iceberg.Scan;

namespace Floe.Engine.Tables;

/// <summary>What a query reads of a table: what EXPLAIN tells about.</summary>
/// <param name="Filter">What was used to leave files out; null where nothing was.</param>
/// <param name="Columns">The columns that the query reads, or null where that is not known.</param>
internal sealed record ScannedTable(TableSource Source, ScanPlan Plan, Predicate? Filter, IReadOnlyList<string>? Columns);
