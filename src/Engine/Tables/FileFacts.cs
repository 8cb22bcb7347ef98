using Floe.Engine.DuckDb;
using Floe.Iceberg.Scan;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>
/// What a scan must know of each of the files it reads together, as SQL over <see cref="RowPlace.Index"/>: the file's number, its deletion vector, and
/// what its rows inherit from it. A list is looked up by index: a join would make DuckDB think about which side to keep in memory.
/// </summary>
internal sealed class FileFacts(FileNumbers numbers, TableMetadata metadata, IReadOnlyList<(FileScanTask Task, string Path)> files)
{
    private readonly Dictionary<string, int> _vectors = new(StringComparer.Ordinal);

    public bool HasVectors => _vectors.Count > 0;

    /// <summary>See <see cref="RowPlace.File"/>.</summary>
    public string Number => Lookup("INTEGER", task => Quote.Number(numbers.Of(task.File.Path)));

    /// <summary>The number of the vector among <see cref="DeletionVectors"/>; null for a file without.</summary>
    public string Vector => Lookup("INTEGER", task => _vectors.TryGetValue(task.File.Path, out var number) ? Quote.Number(number) : null);

    public string FirstRowId => Lookup("BIGINT", task => task.File.FirstRowId is { } first ? Quote.Number(first) : null);

    public string SequenceNumber => Lookup("BIGINT", task => Quote.Number(task.SequenceNumber));

    public string Location => Lookup("VARCHAR", task => Quote.Text(task.File.Path));

    public string SpecId => Lookup("INTEGER", task => Quote.Number(task.File.SpecId));

    public string Partition => Lookup("VARCHAR", task => Quote.Text(PartitionPath.Of(metadata, task.File)));

    /// <param name="location">The data file.</param>
    /// <param name="vector">Its vector's number.</param>
    public void AddVector(string location, int vector) => _vectors[location] = vector;

    private string Lookup(string type, Func<FileScanTask, string?> value)
    {
        var values = files.Select(file => value(file.Task) ?? "NULL").ToList();
        return values.Distinct(StringComparer.Ordinal).Take(2).Count() == 1
            ? $"CAST({values[0]} AS {type})"
            : $"CAST([{string.Join(", ", values)}] AS {type}[])[d.{RowPlace.Index} + 1]";
    }
}
