namespace Floe.DataGen.Employees;

internal static class Chance
{
    /// <summary>Scales 32 random bits to 0..limit-1 without a division (Lemire, "Fast random integer generation in an interval", 2019).</summary>
    public static uint Below(uint limit, uint chance) => (uint)(((ulong)chance * limit) >> 32);
}
