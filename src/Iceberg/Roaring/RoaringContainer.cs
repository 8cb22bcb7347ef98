namespace Floe.Iceberg.Roaring;

/// <summary>A set of 16-bit numbers, in whichever form is small (RoaringFormatSpec, "Containers").</summary>
internal abstract class RoaringContainer
{
    /// <summary>A set of more is a bitmap, a set of fewer an array, unless runs are smaller still.</summary>
    public const int MaxArrayCount = 4096;

    /// <summary>From 1 to 65,536, but for a set that was just made.</summary>
    public abstract int Count { get; }

    /// <summary>Ascending.</summary>
    public abstract IEnumerable<ushort> Values { get; }

    public abstract bool Contains(ushort value);

    /// <returns>The container that now holds the set: this one, or one of a form that fits it better.</returns>
    public abstract RoaringContainer Add(ushort value);

    /// <summary>How many runs of consecutive numbers the set has.</summary>
    public virtual int CountRuns()
    {
        var (runs, previous) = (0, -2);
        foreach (var value in Values)
        {
            if (value != previous + 1) runs++;
            previous = value;
        }
        return runs;
    }
}
