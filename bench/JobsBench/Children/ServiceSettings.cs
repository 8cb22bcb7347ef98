namespace Floe.JobsBench.Children;

/// <summary>What differs from the service's defaults.</summary>
internal sealed record ServiceSettings(string DataFolder, string Kubeconfig, IReadOnlyList<string> Namespaces, int MaxRunning, double StartsPerSecond);
