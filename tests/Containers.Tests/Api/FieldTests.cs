using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Floe.Containers.Tests.Cluster;
using Floe.JobService.Contracts;
using Floe.JobService.Spark.Applications;

namespace Floe.Containers.Tests.Api;

/// <summary>The CRD drops what its schema does not have without a word; so what is sent is compared with what the cluster has.</summary>
[Collection(ClusterTests.Name)]
public sealed class FieldTests(ClusterFixture fixture)
{
    private static readonly SparkJob Everything = new()
    {
        MainFile = "s3://data/pi.py",
        Arguments = ["--a", "b c"],
        PyFiles = ["s3://data/x.zip"],
        Jars = ["s3://data/x.jar"],
        Files = ["s3://data/f.txt"],
        Packages = ["a:b:1"],
        SparkConf = new Dictionary<string, string> { ["spark.sql.shuffle.partitions"] = "4" },
        HadoopConf = new Dictionary<string, string> { ["fs.s3a.threads.max"] = "1" },
        Env = new Dictionary<string, string> { ["A"] = "1" },
        SecretEnv = new Dictionary<string, SparkSecretKey> { ["B"] = new("secret", "key") },
        Driver = new()
        {
            Cores = 1, CoreRequest = "500m", CoreLimit = "1200m", Memory = "1g", MemoryOverhead = "512m", ServiceAccount = "spark",
            Labels = new Dictionary<string, string> { ["x"] = "y" }, Annotations = new Dictionary<string, string> { ["n"] = "m" },
            Tolerations = [new() { Key = "a", Operator = "Equal", Value = "b", Effect = "NoExecute", TolerationSeconds = 30 }],
        },
        Executor = new()
        {
            Instances = 2, Cores = 2, CoreRequest = "1", CoreLimit = "2", Memory = "2g", MemoryOverhead = "1g", ServiceAccount = "spark",
            Labels = new Dictionary<string, string> { ["x"] = "z" }, Annotations = new Dictionary<string, string> { ["n"] = "o" },
            Tolerations = [new() { Key = "c", Operator = "Exists", Effect = "NoSchedule" }],
        },
        DynamicAllocation = new() { InitialExecutors = 1, MinExecutors = 1, MaxExecutors = 5, ShuffleTrackingTimeout = 1000 },
        Image = "spark:4.0.1",
        SparkVersion = "4.0.1",
        Restart = new() { OnFailureRetries = 1, OnFailureRetryInterval = 5, OnSubmissionFailureRetries = 2, OnSubmissionFailureRetryInterval = 7 },
        BatchScheduler = new() { Name = "yunikorn", Queue = "root.q", PriorityClassName = "high", Resources = new Dictionary<string, string> { ["cpu"] = "2" } },
        Monitoring = new() { Prometheus = true },
        Volumes =
        [
            new() { Name = "scratch", MountPath = "/scratch", Source = new() { ["emptyDir"] = JsonElement.Parse("""{"sizeLimit":"1Gi"}""") } },
            new() { Name = "config", MountPath = "/config", ReadOnly = true, Source = new() { ["configMap"] = JsonElement.Parse("""{"name":"c"}""") } },
        ],
        HostAliases = [new("10.0.0.1", ["a.b"])],
        NodeSelector = new Dictionary<string, string> { ["disk"] = "ssd" },
        Tolerations = [new() { Key = "all", Operator = "Exists" }],
    };

    [Fact]
    public async Task Every_field_that_is_sent_is_kept()
    {
        await using var service = await ClusterService.StartAsync(fixture.Api());
        var id = await service.SubmitAsync(Everything);
        var kept = await service.ApplicationAsync(id);
        var application = kept.Deserialize(JobsWire.Json.SparkApplication)!;

        // The service puts the hash of what it sends beside it.
        Assert.Equal(application.Metadata.Annotations![ApplicationLabels.SpecHash], SparkApplicationWriter.HashOf(application.Spec));
    }

    [Fact]
    public async Task The_server_finds_no_field_that_the_CRD_does_not_have()
    {
        await using var service = await ClusterService.StartAsync(fixture.Api());
        var definition = new JobDefinition { Name = "all", Kind = JobKind.PySpark, Engine = "spark-operator", TableBucket = ClusterService.Bucket, Spark = Everything };
        using var answer = await service.Http.PostAsJsonAsync("/api/v1/jobs?dryRun=true", definition, JobsWire.Json.JobDefinition, TestContext.Current.CancellationToken);
        var dryRun = await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken);
        var sent = dryRun!["application"]!.AsObject();

        var accepted = await service.Admin.CreateAsync($"{service.Applications}?dryRun=All&fieldValidation=Strict", sent);

        Assert.Empty(Missing(sent["spec"]!, accepted["spec"]!, "spec"));
    }

    private static IEnumerable<string> Missing(JsonNode sent, JsonNode? kept, string path) => (sent, kept) switch
    {
        (JsonObject members, JsonObject others) => members.SelectMany(member => Missing(member.Value!, others[member.Key], $"{path}.{member.Key}")),
        (JsonArray items, JsonArray others) => items.SelectMany((item, i) => Missing(item!, i < others.Count ? others[i] : null, $"{path}[{i}]")),
        _ => JsonNode.DeepEquals(sent, kept) ? [] : [path],
    };
}
