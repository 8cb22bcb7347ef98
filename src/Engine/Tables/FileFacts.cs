using System.Globalization;
using Floe.Engine.DuckDb;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>
/// What a scan must know of each file it reads, as a relation <c>f</c> to be joined by path: the file's number, its deletion vector, and what its rows
/// inherit from it.
/// </summary>
internal sealed class FileFacts(FileNumbers numbers, TableMetadata metadata, IReadOnlyList<(FileScanTask Task, string Path)> files)
{
    private readonly Dictionary<string, int> _vectors = new(StringComparer.Ordinal);

    public bool HasVectors => _vectors.Count > 0;

    /// <param name="location">The data file.</param>
    /// <param name="vector">Its vector's number among <see cref="DeletionVectors"/>.</param>
    public void AddVector(string location, int vector) => _vectors[location] = vector;

    public int NumberOf(string location) => numbers.Of(location);

    /// <param name="withNames">Also tell what <see cref="MetadataColumns"/> need.</param>
    public string ToSql(bool withNames)
    {
        var rows = files.Select(file =>
        {
            var location = file.Task.File.Path;
            var vector = _vectors.TryGetValue(location, out var number) ? Quote.Number(number) : "CAST(NULL AS INTEGER)";
            var firstRow = file.Task.File.FirstRowId is { } first ? Quote.Number(first) : "CAST(NULL AS BIGINT)";
            var names = withNames ? $", {Quote.Text(location)}, {Quote.Number(file.Task.File.SpecId)}, {Quote.Text(PartitionPath.Of(metadata, file.Task.File))}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"({Quote.Text(file.Path)}, {NumberOf(location)}, {vector}, {firstRow}, {file.Task.SequenceNumber}{names})");
        });
        return $"(VALUES {string.Join(", ", rows)}) f(path, file, vector, first_row_id, sequence_number{(withNames ? ", location, spec_id, partition" : "")})";
    }
}
