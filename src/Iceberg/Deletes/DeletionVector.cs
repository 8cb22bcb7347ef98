using Floe.Iceberg.Roaring;

namespace Floe.Iceberg.Deletes;

/// <summary>The deleted rows of one data file: a set of row positions, from 0. Not for use by several threads at once.</summary>
public sealed class DeletionVector
{
    /// <summary>By the upper 48 bits of a position.</summary>
    private readonly SortedList<long, RoaringContainer> _containers = [];

    public DeletionVector()
    {
    }

    public DeletionVector(IEnumerable<long> positions) => AddRange(positions);

    /// <summary>How many rows are deleted.</summary>
    public long Cardinality => _containers.Values.Sum(c => (long)c.Count);

    /// <summary>Ascending.</summary>
    public IEnumerable<long> Positions => _containers.SelectMany(c => c.Value.Values.Select(low => (c.Key << 16) | low));

    internal IReadOnlyCollection<KeyValuePair<long, RoaringContainer>> Containers => _containers;

    public bool Contains(long position) => position >= 0 && _containers.TryGetValue(position >> 16, out var container) && container.Contains((ushort)position);

    /// <exception cref="ArgumentOutOfRangeException">The position is negative.</exception>
    public void Add(long position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        var key = position >> 16;
        if (!_containers.TryGetValue(key, out var container)) _containers.Add(key, container = new ArrayContainer());
        var changed = container.Add((ushort)position);
        if (!ReferenceEquals(changed, container)) _containers[key] = changed;
    }

    /// <exception cref="ArgumentOutOfRangeException">A position is negative.</exception>
    public void AddRange(IEnumerable<long> positions)
    {
        foreach (var position in positions) Add(position);
    }

    internal void AddContainer(long key, RoaringContainer container) => _containers.Add(key, container);
}
