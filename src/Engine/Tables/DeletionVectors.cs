using System.Collections.Concurrent;
using DuckDB.NET.Data;
using Floe.Engine.DuckDb;
using Floe.Engine.Inputs;
using Floe.Iceberg.Deletes;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tables;

/// <summary>
/// Deletion vectors (v3) of a run, and the DuckDB function that asks them. They stay bitmaps, so that they cost neither a join nor much memory.
/// </summary>
internal sealed class DeletionVectors
{
    /// <summary>Called with a vector's number and a row's position.</summary>
    public const string Function = "floe_deleted";

    /// <summary>DuckDB's threads read while nothing is added to a vector.</summary>
    private readonly ConcurrentDictionary<int, DeletionVector> _vectors = [];
    private readonly Dictionary<(string Path, long? Offset), int> _numbers = [];

    public DeletionVectors(DuckDbSession duck) =>
        duck.Connection.RegisterScalarFunction<int, long, bool>(Function, (vector, position) => _vectors[vector].Contains(position));

    /// <returns>For each vector's data file the number to call <see cref="Function"/> with.</returns>
    public async Task<IReadOnlyDictionary<string, int>> LoadAsync(IReadOnlyList<DataFile> files, StatementInputs inputs, CancellationToken cancellationToken)
    {
        var reader = new DeletionVectorReader(inputs.Files);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (!_numbers.TryGetValue(file.Key, out var number))
            {
                number = _numbers.Count;
                _vectors[number] = await reader.ReadAsync(file, cancellationToken);
                _numbers.Add(file.Key, number);
            }
            numbers[file.ReferencedDataFile!] = number;
        }
        return numbers;
    }
}
