using System.Numerics;

namespace Floe.Iceberg.Roaring;

/// <summary>Many numbers: a bit for each possible one.</summary>
internal sealed class BitmapContainer : RoaringContainer
{
    public const int Words = 1024;
    public const int Bytes = Words * sizeof(ulong);

    private readonly ulong[] _words;
    private int _count;

    /// <param name="words">Taken over, not copied.</param>
    public BitmapContainer(ulong[] words)
    {
        _words = words;
        foreach (var word in words) _count += BitOperations.PopCount(word);
    }

    public BitmapContainer(IEnumerable<ushort> values)
        : this(new ulong[Words])
    {
        foreach (var value in values) Add(value);
    }

    public override int Count => _count;

    public ReadOnlySpan<ulong> Span => _words;

    public override IEnumerable<ushort> Values
    {
        get
        {
            for (var i = 0; i < Words; i++)
            {
                for (var word = _words[i]; word != 0; word &= word - 1) yield return (ushort)(i * 64 + BitOperations.TrailingZeroCount(word));
            }
        }
    }

    public override bool Contains(ushort value) => (_words[value >> 6] & (1UL << (value & 63))) != 0;

    public override RoaringContainer Add(ushort value)
    {
        if (Contains(value)) return this;
        _words[value >> 6] |= 1UL << (value & 63);
        _count++;
        return this;
    }

    /// <summary>A run starts at each bit whose lower neighbour is not set.</summary>
    public override int CountRuns()
    {
        var (runs, carry) = (0, 0UL);
        foreach (var word in _words)
        {
            runs += BitOperations.PopCount(word & ~((word << 1) | carry));
            carry = word >> 63;
        }
        return runs;
    }
}
