using System.Text.Json.Nodes;
using Floe.FakeKubernetes.Operator;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using static Floe.JobService.Tests.SparkOperator.OperatorPlatform;

namespace Floe.JobService.Tests.SparkOperator;

/// <summary>What is sent says nothing to the operator of how long it stays; the service counts that.</summary>
public sealed class TimeToLiveTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_dry_run_shows_is_what_is_sent()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var job = Job(new() { MainFile = "s3://data/pi.py", TimeToLiveSeconds = 77 });
        var (text, _) = await platform.Client.DryRunAsync(job, asJson: true, Cancel);
        var shown = JsonNode.Parse(text)!["application"]!.AsObject();
        var id = (await platform.SubmitAsync(job)).Id;
        var made = platform.Cluster.Find(FakeOperator.Plural, Space, await platform.ApplicationOfAsync(id))!.Read();

        Assert.Equal(Comparable(shown["spec"]!, DryRunResult.NoJob), Comparable(made["spec"]!, id));
        Assert.Null(made["spec"]!["timeToLiveSeconds"]);
        Assert.Equal("77", (string?)made["metadata"]!["annotations"]!["floe/time-to-live-seconds"]);
        Assert.Equal("77", (string?)shown["metadata"]!["annotations"]!["floe/time-to-live-seconds"]);
    }

    [Fact]
    public async Task A_manifests_time_to_live_keeps_its_meaning_and_its_own_date_of_deletion_has_none()
    {
        await using var platform = await OperatorPlatform.StartAsync();
        var manifest = """
            apiVersion: sparkoperator.k8s.io/v1beta2
            kind: SparkApplication
            metadata: {name: taxi, namespace: spark-jobs, annotations: {floe/delete-after: "2020-01-01T00:00:00Z"}}
            spec: {mainApplicationFile: "local:///taxi.py", timeToLiveSeconds: 600}
            """;
        var id = (await platform.Client.SubmitManifestAsync(manifest, null, Cancel)).Id;
        var name = await platform.ApplicationOfAsync(id);
        Assert.Null(platform.Cluster.Find(FakeOperator.Plural, Space, name)!.Read()["metadata"]!["annotations"]!["floe/delete-after"]);
        await platform.UntilAsync(() => platform.Cluster.Find("pods", Space, $"{name}-driver"));
        platform.Node.Starts(Space, $"{name}-driver");
        platform.Node.Ends(Space, $"{name}-driver", 0);
        await platform.EndOfAsync(id);

        var after = (string?)platform.Cluster.Find(FakeOperator.Plural, Space, name)!.Read()["metadata"]!["annotations"]!["floe/delete-after"];
        Assert.InRange(DateTimeOffset.Parse(after!, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddSeconds(500), DateTimeOffset.UtcNow.AddSeconds(610));
    }

    /// <summary>Without the job's id and the trace of its submit.</summary>
    private static string Comparable(JsonNode spec, string id)
    {
        foreach (var pod in new[] { "driver", "executor" })
        {
            var env = spec[pod]!["env"]!.AsArray();
            foreach (var variable in env.Where(variable => (string?)variable!["name"] == "TRACEPARENT").ToList()) env.Remove(variable);
        }
        return Sorted(spec).ToJsonString().Replace(id, "ID", StringComparison.Ordinal);
    }

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Sorted(item))]),
        _ => node.DeepClone(),
    };
}
