using System.Collections;
using System.Globalization;
using Floe.Engine.DuckDb;

namespace Floe.Engine.Writing;

/// <summary>DuckDB's COPY to Parquet, with what it reports.</summary>
internal sealed class ParquetCopy(DuckDbSession duck)
{
    /// <param name="query">A query whose columns are written.</param>
    /// <param name="target">A file, or a folder that DuckDB makes.</param>
    /// <param name="options">Beside format, compression and statistics.</param>
    public Task<List<CopiedFile>> RunAsync(string query, string target, IEnumerable<string> options, CancellationToken cancellationToken) => duck.QueryAsync(
        $"COPY ({query}) TO {Quote.Text(target)} (FORMAT parquet, COMPRESSION zstd, RETURN_STATS, {string.Join(", ", options)})",
        reader => new CopiedFile(
            reader.GetString(0),
            Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture),
            Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture),
            ColumnStatistics((IDictionary)reader.GetValue(4)),
            reader.IsDBNull(5) ? [] : Texts((IDictionary)reader.GetValue(5))),
        cancellationToken);

    /// <summary>DuckDB leaves the row group's own offset 0: a group starts where its first page does.</summary>
    public Task<List<long>> SplitOffsetsAsync(string path, CancellationToken cancellationToken) => duck.QueryAsync(
        $"SELECT min(least(coalesce(dictionary_page_offset, data_page_offset), data_page_offset)) FROM parquet_metadata({Quote.Text(path)}) GROUP BY row_group_id ORDER BY 1",
        reader => Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture),
        cancellationToken);

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ColumnStatistics(IDictionary columns) =>
        columns.Keys.Cast<string>().ToDictionary(
            column => column,
            column => (IReadOnlyDictionary<string, string>)Texts((IDictionary)columns[column]!).Where(entry => entry.Value is not null).ToDictionary(entry => entry.Key, entry => entry.Value!));

    private static Dictionary<string, string?> Texts(IDictionary map) =>
        map.Keys.Cast<string>().ToDictionary(key => key, key => map[key] is null or DBNull ? null : map[key]!.ToString());
}
