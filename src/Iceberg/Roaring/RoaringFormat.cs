namespace Floe.Iceberg.Roaring;

/// <summary>Numbers of the portable format of 32-bit Roaring bitmaps (RoaringFormatSpec).</summary>
internal static class RoaringFormat
{
    /// <summary>Starts a bitmap without run containers; the number of containers follows.</summary>
    public const uint CookieWithoutRuns = 12346;

    /// <summary>In the low 16 bits of a bitmap that may have run containers; the high 16 bits are the number of containers less one.</summary>
    public const uint CookieWithRuns = 12347;

    /// <summary>Bitmaps with runs and fewer containers have no offsets.</summary>
    public const int MinContainersForOffsets = 4;

    public const int MaxContainers = 65536;

    public static bool HasOffsets(bool hasRuns, int containers) => !hasRuns || containers >= MinContainersForOffsets;
}
