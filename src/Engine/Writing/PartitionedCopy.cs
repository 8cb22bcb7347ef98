using Floe.Engine.DuckDb;

namespace Floe.Engine.Writing;

/// <summary>
/// Writes partitions. DuckDB keeps some hundred files open and starts further ones for partitions it had to close, does not cut files by size, and
/// mixes the order of rows; so partitions of several or of too large files, and all of a table with a write order, are written once more by themselves.
/// </summary>
internal sealed class PartitionedCopy(ParquetCopy copy, FileLayout layout, string folder)
{
    /// <summary>A file up to this much larger than the target is left as it is (Iceberg's own compaction leaves files up to 1.8 times the target).</summary>
    private const double Slack = 1.5;

    public async Task<IReadOnlyList<CopiedFile>> RunAsync(string sql, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var raw = await copy.RunAsync(layout.WithKeys(sql), Path.Combine(folder, "partitions"), layout.PartitionOptions, cancellationToken);
        var files = new List<CopiedFile>();
        foreach (var partition in raw.Where(file => file.Rows > 0).GroupBy(Identity, StringComparer.Ordinal).Select(group => group.ToList()))
            if (IsDone(partition))
                files.Add(partition[0]);
            else
                files.AddRange(await RewriteAsync(partition, files.Count, cancellationToken));
        return files;
    }

    private bool IsDone(List<CopiedFile> partition) => partition.Count == 1 && layout.Order.IsUnsorted && partition[0].Bytes <= layout.TargetBytes * Slack;

    private async Task<IEnumerable<CopiedFile>> RewriteAsync(List<CopiedFile> partition, int number, CancellationToken cancellationToken)
    {
        var source = $"SELECT * FROM read_parquet({Quote.List(partition.Select(file => file.Path))}, hive_partitioning = false)";
        var target = Path.Combine(folder, $"partition-{number}");
        var written = await copy.RunAsync(layout.Ordered(source), target, layout.FileOptions, cancellationToken);
        foreach (var file in partition)
            File.Delete(file.Path);
        return written.Select(file => file with { Keys = partition[0].Keys });
    }

    private static string Identity(CopiedFile file) =>
        string.Join('\n', file.Keys.OrderBy(key => key.Key, StringComparer.Ordinal).Select(key => key.Value is null ? "-" : $"{key.Value.Length}:{key.Value}"));
}
