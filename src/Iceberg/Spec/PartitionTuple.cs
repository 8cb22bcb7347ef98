namespace Floe.Iceberg.Spec;

/// <summary>The partition values of a file, in the order of its spec's fields. Equal by value.</summary>
public sealed class PartitionTuple(IReadOnlyList<object?> values) : IEquatable<PartitionTuple>
{
    public static PartitionTuple Empty { get; } = new([]);

    public IReadOnlyList<object?> Values { get; } = values;

    public object? this[int index] => Values[index];

    public int Count => Values.Count;

    public bool Equals(PartitionTuple? other)
    {
        if (other is null || other.Count != Count) return false;
        for (var i = 0; i < Count; i++)
        {
            if (!IcebergValue.AreEqual(Values[i], other.Values[i])) return false;
        }
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as PartitionTuple);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in Values) hash.Add(IcebergValue.Hash(value));
        return hash.ToHashCode();
    }

    public override string ToString() => $"({string.Join(", ", Values.Select(v => v is byte[] b ? Convert.ToHexString(b) : v ?? "null"))})";
}
