namespace Floe.DataGen.Rows;

/// <summary>
/// Random numbers of one row: a function of seed and row alone, so no row depends on those before it. They are those of SplitMix64
/// (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014); System.Random may change between versions of .NET.
/// </summary>
internal ref struct RandomStream
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state;

    public RandomStream(long seed, long row) => _state = Mix((ulong)seed + GoldenGamma) ^ ((ulong)row * GoldenGamma);

    public uint Next()
    {
        var number = Mix(_state);
        _state += GoldenGamma;
        return (uint)(number >> 32);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
