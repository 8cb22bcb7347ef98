using System.CommandLine;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Server;

namespace Floe.JobsBench.Cluster;

/// <summary>The other side of the measurements: a Kubernetes API with an operator and nodes, told by HTTP what its drivers are to do.</summary>
internal static class ClusterCommand
{
    public static Command Make()
    {
        var kubeconfig = new Option<string>("--kubeconfig") { Required = true };
        var namespaces = new Option<string>("--namespaces") { Required = true };
        var executors = new Option<int>("--executors");
        var command = new Command("cluster", "A fake cluster, for the other commands.") { kubeconfig, namespaces, executors };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(kubeconfig)!, parsed.GetValue(namespaces)!.Split(','), parsed.GetValue(executors), cancellationToken));
        return command;
    }

    private static async Task RunAsync(string kubeconfig, IEnumerable<string> namespaces, int executors, CancellationToken cancellationToken)
    {
        var cluster = new FakeCluster(TimeProvider.System);
        cluster.Namespaces.UnionWith(namespaces);
        await using var server = await FakeApiServer.StartAsync(cluster);
        await File.WriteAllTextAsync(kubeconfig, server.Kubeconfig(), cancellationToken);
        var walk = new ClusterWalk(server, executors);
        await using var control = await ClusterControl.StartAsync(walk, cancellationToken);
        Console.WriteLine($"ready {control.Urls.First()}");
        await walk.RunAsync(cancellationToken);
    }
}
