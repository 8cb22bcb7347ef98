using System.Globalization;
using System.Text.Json.Nodes;

namespace Floe.Containers.Tests.Cluster;

/// <summary>Does to one application what the operator and a node would do, by the status subresources.</summary>
internal sealed class HandOperator(ClusterService service, JsonObject application)
{
    private static readonly string Now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private readonly string _name = (string)application["metadata"]!["name"]!;

    public string Path => $"{service.Applications}/{_name}";

    private string Pods => $"api/v1/namespaces/{service.Space}/pods";

    /// <summary>Makes the driver pod, which no node takes.</summary>
    public async Task SubmitAsync()
    {
        await service.Admin.CreateAsync(Pods, new()
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{_name}-driver",
                ["labels"] = new JsonObject
                {
                    ["floe/job-id"] = (string)application["metadata"]!["labels"]!["floe/job-id"]!,
                    ["floe/attempt"] = "1",
                    ["sparkoperator.k8s.io/app-name"] = _name,
                    ["sparkoperator.k8s.io/submission-id"] = "by-hand",
                    ["spark-role"] = "driver",
                },
                ["ownerReferences"] = new JsonArray(new JsonObject
                {
                    ["apiVersion"] = "sparkoperator.k8s.io/v1beta2", ["kind"] = "SparkApplication", ["name"] = _name, ["uid"] = (string)application["metadata"]!["uid"]!, ["controller"] = true, ["blockOwnerDeletion"] = true,
                }),
            },
            ["spec"] = new JsonObject
            {
                ["nodeSelector"] = new JsonObject { ["floe/no-node"] = "has-this" },
                ["automountServiceAccountToken"] = false,
                // Where there is no controller that makes a default account.
                ["serviceAccountName"] = "default",
                ["containers"] = new JsonArray(new JsonObject { ["name"] = "spark-kubernetes-driver", ["image"] = "none" }),
            },
        });
        await StateAsync("SUBMITTED");
    }

    public async Task RunAsync()
    {
        await PodAsync("Running", new() { ["running"] = new JsonObject { ["startedAt"] = Now } });
        await StateAsync("RUNNING");
    }

    public async Task CompleteAsync()
    {
        await PodAsync("Succeeded", new() { ["running"] = null, ["terminated"] = new JsonObject { ["exitCode"] = 0, ["reason"] = "Completed", ["startedAt"] = Now, ["finishedAt"] = Now } });
        await StateAsync("COMPLETED");
    }

    public Task StateAsync(string state) => service.Admin.MergeAsync($"{Path}/status", new()
    {
        ["status"] = new JsonObject
        {
            ["applicationState"] = new JsonObject { ["state"] = state },
            ["submissionID"] = "by-hand",
            ["lastSubmissionAttemptTime"] = Now,
            ["terminationTime"] = state is "COMPLETED" ? Now : null,
            ["driverInfo"] = new JsonObject { ["podName"] = $"{_name}-driver" },
            ["executionAttempts"] = 1,
            ["submissionAttempts"] = 1,
        },
    });

    private Task PodAsync(string phase, JsonObject state) => service.Admin.MergeAsync($"{Pods}/{_name}-driver/status", new()
    {
        ["status"] = new JsonObject
        {
            ["phase"] = phase,
            ["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = "spark-kubernetes-driver", ["image"] = "none", ["imageID"] = "none", ["ready"] = phase == "Running", ["restartCount"] = 0, ["state"] = state }),
        },
    });
}
