namespace Floe.Engine;

/// <summary>What one run may use of the machine.</summary>
/// <param name="Threads">At least 1.</param>
/// <param name="MemoryLimit">As DuckDB writes sizes: <c>2GB</c>, <c>512MB</c>. What does not fit spills to <paramref name="TempFolder"/>.</param>
/// <param name="TempFolder">An existing or creatable folder. Every run has a folder of its own in it, removed when the run ends.</param>
public sealed record EngineOptions(int Threads, string MemoryLimit, string TempFolder);
