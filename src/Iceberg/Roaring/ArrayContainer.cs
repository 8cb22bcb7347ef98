namespace Floe.Iceberg.Roaring;

/// <summary>A few numbers, sorted.</summary>
internal sealed class ArrayContainer : RoaringContainer
{
    private ushort[] _values;
    private int _count;

    public ArrayContainer() => _values = new ushort[4];

    /// <param name="ascending">Taken over, not copied.</param>
    public ArrayContainer(ushort[] ascending) => (_values, _count) = (ascending, ascending.Length);

    public override int Count => _count;

    public override IEnumerable<ushort> Values => _values.Take(_count);

    public ReadOnlySpan<ushort> Span => _values.AsSpan(0, _count);

    public override bool Contains(ushort value) => Span.BinarySearch(value) >= 0;

    public override RoaringContainer Add(ushort value)
    {
        // Positions mostly come in order.
        var at = _count == 0 || value > _values[_count - 1] ? _count : Span.BinarySearch(value);
        if (at >= 0 && at < _count) return this;
        if (_count == MaxArrayCount) return new BitmapContainer(Values).Add(value);

        if (at < 0) at = ~at;
        if (_count == _values.Length) Array.Resize(ref _values, Math.Min(MaxArrayCount, _count * 2));
        _values.AsSpan(at, _count - at).CopyTo(_values.AsSpan(at + 1));
        _values[at] = value;
        _count++;
        return this;
    }
}
