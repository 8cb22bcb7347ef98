using System.Text.Json.Nodes;
using Floe.FakeKubernetes.Server;

namespace Floe.FakeKubernetes.Operator;

/// <summary>What happens to pods on a node, each by a call.</summary>
public sealed class FakeNode(FakeApiServer server)
{
    private FakeCluster Cluster => server.Cluster;

    public void Waits(string space, string pod, string reason, string message) => State(space, pod, "Pending", new() { ["waiting"] = new JsonObject { ["reason"] = reason, ["message"] = message } });

    public void Unschedulable(string space, string pod, string message) => Cluster.Change("pods", space, pod, body => body["status"]!["conditions"] =
        new JsonArray(new JsonObject { ["type"] = "PodScheduled", ["status"] = "False", ["reason"] = "Unschedulable", ["message"] = message }));

    public void Starts(string space, string pod) => State(space, pod, "Running", new() { ["running"] = new JsonObject { ["startedAt"] = Cluster.Stamp() } });

    public void Writes(string space, string pod, params IEnumerable<string> lines) => LogOf(space, pod).Write(Cluster.Now, lines);

    public PodLog LogOf(string space, string pod) => server.LogOf(Cluster.Find("pods", space, pod)!.Uid);

    public void Ends(string space, string pod, int exitCode, string reason = "Error")
    {
        LogOf(space, pod).End();
        var started = (string?)Cluster.Find("pods", space, pod)!.Read()["status"]?["containerStatuses"]?[0]?["state"]?["running"]?["startedAt"];
        State(space, pod, exitCode == 0 ? "Succeeded" : "Failed", new() { ["terminated"] = new JsonObject { ["exitCode"] = exitCode, ["reason"] = exitCode == 0 ? "Completed" : reason, ["startedAt"] = started, ["finishedAt"] = Cluster.Stamp() } });
    }

    /// <summary>The node ends the pod to save itself; no container tells how it ended.</summary>
    public void Evicts(string space, string pod, string message)
    {
        LogOf(space, pod).End();
        Cluster.Change("pods", space, pod, body => body["status"] = new JsonObject { ["phase"] = "Failed", ["reason"] = "Evicted", ["message"] = message });
    }

    /// <summary>The pod is gone, and its log with it.</summary>
    public void Removes(string space, string pod)
    {
        LogOf(space, pod).End();
        Cluster.Remove("pods", space, pod);
    }

    public void Warns(string space, string pod, string reason, string message) => Cluster.Create("events", space, new()
    {
        ["metadata"] = new JsonObject { ["name"] = $"{pod}.{Guid.NewGuid():N}" },
        ["type"] = "Warning",
        ["reason"] = reason,
        ["message"] = message,
        ["lastTimestamp"] = Cluster.Stamp(),
        ["involvedObject"] = new JsonObject { ["kind"] = "Pod", ["name"] = pod, ["uid"] = Cluster.Find("pods", space, pod)!.Uid },
    });

    private void State(string space, string pod, string phase, JsonObject state) => Cluster.Change("pods", space, pod, body =>
    {
        body["status"]!["phase"] = phase;
        body["status"]!["containerStatuses"]![0]!["state"] = state;
    });
}
