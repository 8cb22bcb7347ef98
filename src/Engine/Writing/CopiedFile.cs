namespace Floe.Engine.Writing;

/// <summary>A file that a COPY wrote, as DuckDB reports it: all values are text.</summary>
/// <param name="Path">The local file.</param>
/// <param name="Columns">What was measured of each column, by the path of its quoted names.</param>
/// <param name="Keys">The partition's values by <see cref="PartitionValues.Key"/>; empty without partitioning.</param>
internal sealed record CopiedFile(
    string Path, long Rows, long Bytes, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Columns, IReadOnlyDictionary<string, string?> Keys);
