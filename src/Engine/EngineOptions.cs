using System.Globalization;

namespace Floe.Engine;

/// <summary>What one run may use of the machine.</summary>
/// <param name="Threads">Worker threads of one run; null for all cores.</param>
/// <param name="MemoryLimit">As DuckDB writes sizes: <c>2GB</c>, <c>512MB</c>; what does not fit spills to <paramref name="TempFolder"/>. Null for half of what this process may use.</param>
/// <param name="TempFolder">An existing or creatable folder. Every run has a folder of its own in it, removed when the run ends. Null for the system's.</param>
public sealed record EngineOptions(int? Threads = null, string? MemoryLimit = null, string? TempFolder = null)
{
    internal int ThreadsOrDefault => Math.Max(1, Threads ?? Environment.ProcessorCount);

    internal string MemoryLimitOrDefault =>
        MemoryLimit ?? Math.Max(256, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / (1024 * 1024)).ToString(CultureInfo.InvariantCulture) + "MiB";

    internal string TempFolderOrDefault => TempFolder ?? Path.Combine(Path.GetTempPath(), "floe");
}
