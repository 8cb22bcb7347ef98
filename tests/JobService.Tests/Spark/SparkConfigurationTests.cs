using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Settings;
using Floe.ServiceDefaults.Aws;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.JobService.Tests.Spark;

/// <summary>What a target says for all its jobs, and where in a SparkApplication it comes to stand.</summary>
public sealed class SparkConfigurationTests
{
    private static readonly (string, string)[] All =
    [
        ("NodeSelector:karpenter.sh/capacity-type", "spot"), ("Tolerations:0:Key", "spark"), ("Tolerations:0:Operator", "exists"), ("Tolerations:0:Effect", "NoSchedule"),
        ("HostAliases:10.0.0.9", "s3.local, s3tables.local"), ("BatchScheduler:Name", "yunikorn"), ("BatchScheduler:Queue", "root.team-a"), ("BatchScheduler:PriorityClassName", "high"),
        ("DynamicAllocation:MinExecutors", "1"), ("DynamicAllocation:MaxExecutors", "8"), ("Prometheus", "false"), ("Conf:spark.sql.shuffle.partitions", "20"), ("Conf:spark.executor.memory", "3g"),
    ];

    [Fact]
    public void What_a_target_says_is_in_every_job_that_says_nothing_itself()
    {
        var spec = Write(new() { MainFile = "local:///a.py" }, All);

        Assert.Equal("spot", spec.NodeSelector!["karpenter.sh/capacity-type"]);
        Assert.Equal(("yunikorn", "root.team-a", "high"), (spec.BatchScheduler, spec.BatchSchedulerOptions!.Queue, spec.BatchSchedulerOptions.PriorityClassName));
        Assert.Equal((true, 1, 8, true), (spec.DynamicAllocation!.Enabled, spec.DynamicAllocation.MinExecutors, spec.DynamicAllocation.MaxExecutors, spec.DynamicAllocation.ShuffleTrackingEnabled));
        Assert.Null(spec.Executor!.Instances);
        Assert.Null(spec.Executor.Memory);
        Assert.Equal(("20", "3g"), (spec.SparkConf!["spark.sql.shuffle.partitions"], spec.SparkConf["spark.executor.memory"]));
        Assert.DoesNotContain("spark.ui.prometheus.enabled", spec.SparkConf.Keys);
        Assert.Null(spec.Driver!.Annotations);
        foreach (var pod in new SparkPodSpec[] { spec.Driver, spec.Executor })
        {
            Assert.Equal(new SparkToleration { Key = "spark", Operator = "Exists", Effect = "NoSchedule" }, Assert.Single(pod.Tolerations!));
            Assert.Equal(["s3.local", "s3tables.local"], Assert.Single(pod.HostAliases!).Hostnames);
        }
    }

    [Fact]
    public void What_the_job_says_itself_counts_whole()
    {
        var spec = Write(new()
        {
            MainFile = "local:///a.py",
            NodeSelector = new Dictionary<string, string> { ["own"] = "yes" },
            Tolerations = [new() { Key = "own", Operator = "Exists" }],
            HostAliases = [new("10.0.0.1", ["own"])],
            BatchScheduler = new() { Name = "volcano" },
            Executor = new() { Instances = 3 },
            Monitoring = new() { Prometheus = true },
            SparkConf = new Dictionary<string, string> { ["spark.sql.shuffle.partitions"] = "7" },
        }, All);

        Assert.Equal(["own"], spec.NodeSelector!.Keys);
        Assert.Equal("own", Assert.Single(spec.Driver!.Tolerations!).Key);
        Assert.Equal("10.0.0.1", Assert.Single(spec.Driver.HostAliases!).Ip);
        Assert.Equal(("volcano", null), (spec.BatchScheduler, spec.BatchSchedulerOptions?.Queue));
        Assert.Equal((3, null), (spec.Executor!.Instances, spec.DynamicAllocation));
        Assert.Equal("7", spec.SparkConf!["spark.sql.shuffle.partitions"]);
        Assert.Equal(("true", "/metrics/driver/prometheus/"), (spec.SparkConf["spark.ui.prometheus.enabled"], spec.SparkConf["spark.metrics.conf.*.sink.prometheusServlet.path"]));
        Assert.Equal("4040", spec.Driver.Annotations!["prometheus.io/port"]);
    }

    [Theory]
    [InlineData("Catalog", "hive")]
    [InlineData("S3Endpoint", "localhost")]
    [InlineData("S3TablesEndpoint", "ftp://x")]
    [InlineData("TimeToLiveSeconds", "0")]
    [InlineData("TimeToLiveSeconds", "a day")]
    [InlineData("Prometheus", "on")]
    [InlineData("Tolerations:0:Operator", "Is")]
    [InlineData("Tolerations:0:Effect", "Never")]
    [InlineData("DynamicAllocation:MinExecutors", "-1")]
    public void A_wrong_value_is_told_with_its_key_as_the_environment_spells_it(string key, string value)
    {
        var error = Assert.Throws<StartupException>(() => Read((key, value)));

        Assert.Contains($"Spark__{key.Replace(":", "__", StringComparison.Ordinal)}) is '{value}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Images", "x", "is not a setting")]
    [InlineData("NodeSelector:a b", "x", "no label of a node")]
    [InlineData("HostAliases:localhost", "x", "names no IP address")]
    [InlineData("Tolerations:0:Value", "x", "is not set")]
    [InlineData("Tolerations:0:Name", "x", "is not a setting")]
    [InlineData("BatchScheduler:Queue", "root.a", "is not set")]
    [InlineData("BatchScheduler:Queues", "root.a", "is not a setting")]
    [InlineData("DynamicAllocation:Max", "8", "is not a setting")]
    [InlineData("Conf:spark.master", "yarn", "webhook refuses it")]
    [InlineData("Conf:fs.s3a.path.style.access", "true", "spark.hadoop.*")]
    public void What_no_job_could_run_with_is_told_at_the_start(string key, string value, string words)
    {
        var error = Assert.Throws<StartupException>(() => Read((key, value)));

        Assert.Contains("Spark__", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_in_one_message()
    {
        var error = Assert.Throws<StartupException>(() => Read(("Catalog", "hive"), ("TimeToLiveSeconds", "0"), ("Typo", "1"), ("DynamicAllocation:MinExecutors", "5"), ("DynamicAllocation:MaxExecutors", "2")));

        foreach (var part in new[] { "Spark__Catalog", "Spark__TimeToLiveSeconds", "Spark__Typo", "Spark__DynamicAllocation__MaxExecutors" }) Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private static SparkApplicationSpec Write(SparkJob job, params (string Key, string Value)[] settings) => SparkApplicationWriter.Write(Samples.PySpark(job), Samples.Identity(), Read(settings)).Spec;

    private static SparkOptions Read(params (string Key, string Value)[] settings)
    {
        var aws = new ConfigurationBuilder().AddInMemoryCollection([new("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), new("AWS_REGION", "us-east-1")]).Build();
        return SparkConfiguration.Read(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Spark:{setting.Key}", (string?)setting.Value))).Build(), AwsSettings.FromConfiguration(aws));
    }
}
