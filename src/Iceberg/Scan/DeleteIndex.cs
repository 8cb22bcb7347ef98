using System.Text;
using Floe.Iceberg.Spec;

namespace Floe.Iceberg.Scan;

/// <summary>Finds the deletes that apply to a data file by the rules of the specification ("Scan Planning").</summary>
internal sealed class DeleteIndex
{
    /// <summary>Reserved id of the column of a position delete file that names the data file.</summary>
    private const int DeleteFilePathId = 2_147_483_546;

    private readonly Dictionary<string, Delete> _vectors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Delete>> _positionsByPath = new(StringComparer.Ordinal);
    private readonly Dictionary<(int SpecId, PartitionTuple Partition), List<Delete>> _positionsByPartition = [];
    private readonly Dictionary<(int SpecId, PartitionTuple Partition), List<Delete>> _equalityByPartition = [];
    private readonly List<Delete> _globalEquality = [];
    private readonly bool _isEmpty = true;

    public DeleteIndex(TableMetadata table, IEnumerable<ManifestEntry> entries)
    {
        var unpartitioned = table.PartitionSpecs.Where(s => s.Fields.Count == 0 || s.IsUnpartitioned).Select(s => s.SpecId).ToHashSet();
        foreach (var entry in entries.Where(e => e.IsLive))
        {
            Add(new Delete(entry.File, entry.SequenceNumber ?? 0), unpartitioned);
            _isEmpty = false;
        }
    }

    public IReadOnlyList<DataFile> DeletesOf(ManifestEntry data)
    {
        if (_isEmpty) return [];
        var (file, number) = (data.File, data.SequenceNumber ?? 0);
        var found = new List<DataFile>();
        // Equality deletes are for rows that were there before them, position deletes also for those of the same commit.
        AddWhere(found, _globalEquality, d => d.SequenceNumber > number);
        if (_equalityByPartition.TryGetValue((file.SpecId, file.Partition), out var equality)) AddWhere(found, equality, d => d.SequenceNumber > number);

        if (_vectors.TryGetValue(file.Path, out var vector) && vector.SequenceNumber >= number)
        {
            // A vector holds all positions: older position delete files of the data file are merged into it.
            found.Add(vector.File);
            return found;
        }
        if (_positionsByPath.TryGetValue(file.Path, out var byPath)) AddWhere(found, byPath, d => d.SequenceNumber >= number);
        if (_positionsByPartition.TryGetValue((file.SpecId, file.Partition), out var positions))
            AddWhere(found, positions, d => d.SequenceNumber >= number && MayName(d.File, file.Path));
        return found;
    }

    private void Add(Delete delete, HashSet<int> unpartitioned)
    {
        var file = delete.File;
        if (file.Content == FileContent.EqualityDeletes)
        {
            if (unpartitioned.Contains(file.SpecId)) _globalEquality.Add(delete);
            else Add(_equalityByPartition, (file.SpecId, file.Partition), delete);
        }
        else if (file.IsDeletionVector)
        {
            var path = file.ReferencedDataFile ?? throw new InvalidFileException(file.Path, "referenced_data_file", "a deletion vector must name its data file.");
            if (!_vectors.TryAdd(path, delete)) throw new InvalidFileException(file.Path, "referenced_data_file", $"{path} has a second deletion vector in {_vectors[path].File.Path}.");
        }
        else if (file.ReferencedDataFile is { } referenced) Add(_positionsByPath, referenced, delete);
        else Add(_positionsByPartition, (file.SpecId, file.Partition), delete);
    }

    private static void Add<TKey>(Dictionary<TKey, List<Delete>> map, TKey key, Delete delete)
        where TKey : notnull
    {
        if (!map.TryGetValue(key, out var list)) map.Add(key, list = []);
        list.Add(delete);
    }

    private static void AddWhere(List<DataFile> found, List<Delete> deletes, Func<Delete, bool> applies) => found.AddRange(deletes.Where(applies).Select(d => d.File));

    /// <summary>By the bounds of the path column; a bound that was cut still bounds, as UTF-8 bytes sort like code points.</summary>
    private static bool MayName(DataFile deletes, string path)
    {
        var bytes = Encoding.UTF8.GetBytes(path).AsSpan();
        if (deletes.LowerBounds?.GetValueOrDefault(DeleteFilePathId) is { } lower && bytes.SequenceCompareTo(lower) < 0) return false;
        return deletes.UpperBounds?.GetValueOrDefault(DeleteFilePathId) is not { } upper || bytes.SequenceCompareTo(upper) <= 0;
    }

    private sealed record Delete(DataFile File, long SequenceNumber);
}
