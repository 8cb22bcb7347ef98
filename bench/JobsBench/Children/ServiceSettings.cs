namespace Floe.JobsBench.Children;

/// <summary>What runs, and what differs from its defaults.</summary>
/// <param name="Program">A published <c>Floe.JobService.dll</c>; null: the one that was built with the bench.</param>
internal sealed record ServiceSettings(string? Program, string DataFolder, string Kubeconfig, IReadOnlyList<string> Namespaces, int MaxRunning, double StartsPerSecond);
