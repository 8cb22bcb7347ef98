namespace Floe.JobService.Kubernetes.Login;

/// <summary>A program that gives credentials, as <c>exec</c> in a kubeconfig names it (client.authentication.k8s.io).</summary>
internal sealed record ExecPlugin
{
    public required string ApiVersion { get; init; }

    /// <summary>A path, or a name to be found on <c>PATH</c>.</summary>
    public required string Command { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>What to say where the command is not there.</summary>
    public string? InstallHint { get; init; }

    /// <summary>What the plugin is told of the cluster (<c>provideClusterInfo</c>); null: nothing.</summary>
    public ExecCluster? Cluster { get; init; }
}
