namespace Floe.DataGen.Employees;

/// <summary>
/// What chance decides of one employee: a function of seed and id alone, so no row depends on those before it. The numbers are those of
/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014); System.Random may change between versions of .NET.
/// </summary>
internal readonly struct EmployeeChoice
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private readonly ulong _first;
    private readonly ulong _second;

    public EmployeeChoice(long seed, long id)
    {
        var stream = Mix((ulong)seed + GoldenGamma) ^ ((ulong)id * GoldenGamma);
        _first = Mix(stream);
        _second = Mix(stream + GoldenGamma);
    }

    public uint Name => (uint)_first;

    public uint Level => (uint)(_first >> 32);

    public uint Salary => (uint)(_second >> 32);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
