namespace Floe.Iceberg.Roaring;

/// <summary>Runs of consecutive numbers, as files have them. What is added to it makes it another form.</summary>
internal sealed class RunContainer : RoaringContainer
{
    private readonly (ushort First, ushort Last)[] _runs;

    /// <param name="runs">Ascending, without overlap. Taken over, not copied.</param>
    public RunContainer((ushort First, ushort Last)[] runs)
    {
        _runs = runs;
        foreach (var (first, last) in runs) Count += last - first + 1;
    }

    public override int Count { get; }

    public override IEnumerable<ushort> Values
    {
        get
        {
            foreach (var (first, last) in _runs)
            {
                for (int value = first; value <= last; value++) yield return (ushort)value;
            }
        }
    }

    public override bool Contains(ushort value)
    {
        var (low, high) = (0, _runs.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            if (value < _runs[middle].First) high = middle - 1;
            else if (value > _runs[middle].Last) low = middle + 1;
            else return true;
        }
        return false;
    }

    public override RoaringContainer Add(ushort value)
    {
        if (Contains(value)) return this;
        RoaringContainer plain = Count < MaxArrayCount ? new ArrayContainer([.. Values]) : new BitmapContainer(Values);
        return plain.Add(value);
    }
}
