using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Spark.Applications;
using Floe.JobService.Spark.Settings;
using Floe.ServiceDefaults.Platform;

namespace Floe.JobService.Tests.Spark;

public sealed class SparkApplicationWriterTests
{
    [Fact]
    public void Every_field_that_the_webhook_would_fill_is_filled()
    {
        var spec = Write(Samples.PySpark()).Spec;

        Assert.Equal("Python", spec.Type);
        Assert.Equal("cluster", spec.Mode);
        Assert.Equal(SparkOptions.DefaultVersion, spec.SparkVersion);
        Assert.Equal(SparkOptions.DefaultImage, spec.Image);
        Assert.Equal((1, "1g", "spark-operator-spark"), (spec.Driver!.Cores, spec.Driver.Memory, spec.Driver.ServiceAccount));
        Assert.Equal((1, "1g", 1, false), (spec.Executor!.Cores, spec.Executor.Memory, spec.Executor.Instances, spec.Executor.DeleteOnTermination));
        Assert.Equal((RestartPolicy.Never, 10L, 10L), (spec.RestartPolicy!.Type, spec.RestartPolicy.OnFailureRetryInterval, spec.RestartPolicy.OnSubmissionFailureRetryInterval));
        Assert.Equal(86_400, spec.TimeToLiveSeconds);
        Assert.Equal("true", spec.SparkConf!["spark.kubernetes.executor.enablePollingWithResourceVersion"]);
    }

    [Fact]
    public void The_same_job_and_attempt_give_the_same_bytes_and_another_attempt_another_name()
    {
        Assert.Equal(Json(Write(Samples.PySpark())), Json(Write(Samples.PySpark())));
        Assert.Equal($"employees-to-iceberg-{Samples.JobId}", Write(Samples.PySpark()).Metadata.Name);
        Assert.Equal($"employees-to-iceberg-{Samples.JobId}-2", Write(Samples.PySpark(), attempt: 2).Metadata.Name);
    }

    [Theory]
    [InlineData(null, "job")]
    [InlineData("7 wonders of the whole wide world", "wonders-of-the-whole-wid")]
    [InlineData("---", "job")]
    [InlineData("Ünï_code", "n-code")]
    public void A_name_is_a_DNS_1035_label_with_room_for_suffixes(string? name, string words)
    {
        var made = ApplicationName.For(name, Samples.JobId, 10);

        Assert.Equal($"{words}-{Samples.JobId}-10", made);
        Assert.Matches("^[a-z]([-a-z0-9]*[a-z0-9])?$", made);
        Assert.InRange(made.Length, 1, 50);
    }

    [Fact]
    public void Job_attempt_trace_and_hash_are_on_the_application_and_job_and_attempt_on_its_pods()
    {
        var application = Write(Samples.PySpark());

        Assert.Equal(("floe", Samples.JobId, "1"), (application.Metadata.Labels![ApplicationLabels.ManagedBy], application.Metadata.Labels[ApplicationLabels.JobId], application.Metadata.Labels[ApplicationLabels.Attempt]));
        Assert.Equal(Samples.JobId, application.Spec.Driver!.Labels![ApplicationLabels.JobId]);
        Assert.Equal(Samples.JobId, application.Spec.Executor!.Labels![ApplicationLabels.JobId]);
        Assert.Equal(Samples.TraceParent, application.Metadata.Annotations![ApplicationLabels.TraceParent]);
        Assert.Equal("key-1", application.Metadata.Annotations[ApplicationLabels.IdempotencyKey]);
        Assert.Equal(SparkApplicationWriter.HashOf(application.Spec), application.Metadata.Annotations[ApplicationLabels.SpecHash]);
        Assert.Contains(application.Spec.Driver.Env!, variable => variable is { Name: "TRACEPARENT", Value: Samples.TraceParent });
    }

    [Fact]
    public void Credentials_of_the_local_target_are_references_to_a_secret_and_those_of_AWS_are_the_pods_identity()
    {
        var secret = Assert.Single(Write(Samples.PySpark()).Spec.Driver!.Env!, variable => variable.Name == "AWS_SECRET_ACCESS_KEY");
        Assert.Null(secret.Value);
        Assert.Equal("floe-aws", secret.ValueFrom!.SecretKeyRef!.Name);

        var onAws = SparkApplicationWriter.Write(Samples.PySpark(), Samples.Identity(), Samples.Options(PlatformTarget.Aws));
        Assert.DoesNotContain(onAws.Spec.Driver!.Env!, variable => variable.Name.StartsWith("AWS_ACCESS", StringComparison.Ordinal) || variable.ValueFrom is not null);
    }

    [Fact]
    public void What_the_job_says_itself_wins()
    {
        var spec = Write(Samples.PySpark(new()
        {
            MainFile = "local:///opt/app/job.py",
            SparkConf = new Dictionary<string, string> { ["spark.sql.defaultCatalog"] = "other", ["spark.executor.memory"] = "3g" },
            HadoopConf = new Dictionary<string, string> { ["fs.s3a.path.style.access"] = "false" },
            Env = new Dictionary<string, string> { ["AWS_REGION"] = "eu-central-1" },
            SecretEnv = new Dictionary<string, SparkSecretKey> { ["DB_PASSWORD"] = new("db", "password") },
            Driver = new() { Cores = 2, CoreRequest = "500m", Memory = "2g", MemoryOverhead = "512m", ServiceAccount = "team-a" },
            Executor = new() { Instances = 4 },
            Restart = new() { OnFailureRetries = 2, OnFailureRetryInterval = 30 },
            TimeToLiveSeconds = 60,
            Image = "registry.example/spark:1",
            SparkVersion = "4.0.1",
            Namespace = "team-a",
        })).Spec;

        Assert.Equal("other", spec.SparkConf!["spark.sql.defaultCatalog"]);
        Assert.DoesNotContain("spark.hadoop.fs.s3a.path.style.access", spec.SparkConf.Keys);
        Assert.Null(spec.Executor!.Memory);
        Assert.Equal("eu-central-1", Assert.Single(spec.Driver!.Env!, variable => variable.Name == "AWS_REGION").Value);
        Assert.Equal("db", Assert.Single(spec.Driver.Env!, variable => variable.Name == "DB_PASSWORD").ValueFrom!.SecretKeyRef!.Name);
        Assert.Equal((2, "500m", "2g", "512m", "team-a"), (spec.Driver.Cores, spec.Driver.CoreRequest, spec.Driver.Memory, spec.Driver.MemoryOverhead, spec.Driver.ServiceAccount));
        Assert.Equal(4, spec.Executor.Instances);
        Assert.Equal((RestartPolicy.OnFailure, 2, 30L, 10L), (spec.RestartPolicy!.Type, spec.RestartPolicy.OnFailureRetries, spec.RestartPolicy.OnFailureRetryInterval, spec.RestartPolicy.OnSubmissionFailureRetryInterval));
        Assert.Equal((60L, "registry.example/spark:1", "4.0.1"), (spec.TimeToLiveSeconds, spec.Image, spec.SparkVersion));
    }

    [Fact]
    public void Gang_scheduling_dynamic_allocation_places_and_volumes_are_the_operators_own_fields()
    {
        var spec = Write(Samples.PySpark(new()
        {
            MainFile = "local:///opt/app/job.py",
            BatchScheduler = new() { Name = "yunikorn", Queue = "root.team-a", PriorityClassName = "high" },
            DynamicAllocation = new() { MinExecutors = 1, MaxExecutors = 8 },
            NodeSelector = new Dictionary<string, string> { ["NodeGroupType"] = "SparkComputeOptimized" },
            Tolerations = [new() { Key = "spark", Operator = "Exists" }],
            Executor = new() { Tolerations = [new() { Key = "spot", Operator = "Exists" }] },
            HostAliases = [new("10.0.0.9", ["s3.local"])],
            Volumes = [new() { Name = "scratch", MountPath = "/scratch", Source = new() { ["emptyDir"] = JsonSerializer.SerializeToElement(new { }) } }],
        })).Spec;

        Assert.Equal(("yunikorn", "root.team-a", "high"), (spec.BatchScheduler, spec.BatchSchedulerOptions!.Queue, spec.BatchSchedulerOptions.PriorityClassName));
        Assert.Equal((true, 1, 8, true), (spec.DynamicAllocation!.Enabled, spec.DynamicAllocation.MinExecutors, spec.DynamicAllocation.MaxExecutors, spec.DynamicAllocation.ShuffleTrackingEnabled));
        Assert.Null(spec.Executor!.Instances);
        Assert.Equal("SparkComputeOptimized", spec.NodeSelector!["NodeGroupType"]);
        Assert.Equal(["spark", "spot"], spec.Executor.Tolerations!.Select(toleration => toleration.Key));
        Assert.Equal("10.0.0.9", Assert.Single(spec.Driver!.HostAliases!).Ip);
        Assert.Equal("""{"emptyDir":{},"name":"scratch"}""", Assert.Single(spec.Volumes!).GetRawText());
        Assert.Equal("/scratch", Assert.Single(spec.Executor.VolumeMounts!).MountPath);
    }

    [Fact]
    public void A_manifest_is_completed_and_keeps_what_it_says_and_what_nobody_here_knows()
    {
        var manifest = JsonSerializer.Deserialize("""
            {"apiVersion":"sparkoperator.k8s.io/v1beta2","kind":"SparkApplication",
             "metadata":{"name":"taxi-trip","namespace":"spark-team-a","labels":{"team":"a","floe/job-id":"forged"},"finalizers":["x/y"]},
             "spec":{"type":"Scala","mainApplicationFile":"local:///taxi.jar","sparkVersion":"3.4.0","futureField":{"a":1},
                     "driver":{"podName":"taxi-trip","memory":"4g","affinity":{"nodeAffinity":{}},"env":[{"name":"AWS_REGION","value":"x"}]},
                     "executor":{"instances":2,"deleteOnTermination":true},"restartPolicy":{"type":"OnFailure","onFailureRetries":3}}}
            """, JobsWire.Json.SparkApplication)!;

        var written = Write(new() { Name = "taxi", Kind = JobKind.SparkApplication, TableBucket = "", Application = manifest });

        Assert.Equal($"taxi-trip-{Samples.JobId}", written.Metadata.Name);
        Assert.Equal("taxi-trip", written.Metadata.Annotations![ApplicationLabels.SubmittedName]);
        Assert.Equal(("spark-team-a", "a", Samples.JobId), (written.Metadata.Namespace, written.Metadata.Labels!["team"], written.Metadata.Labels[ApplicationLabels.JobId]));
        Assert.Equal(("Scala", "3.4.0", 2, true), (written.Spec.Type, written.Spec.SparkVersion, written.Spec.Executor!.Instances, written.Spec.Executor.DeleteOnTermination));
        Assert.Equal(("taxi-trip", "4g", 1), (written.Spec.Driver!.PodName, written.Spec.Driver.Memory, written.Spec.Driver.Cores));
        Assert.Equal("x", Assert.Single(written.Spec.Driver.Env!, variable => variable.Name == "AWS_REGION").Value);
        Assert.Equal((3, 10L), (written.Spec.RestartPolicy!.OnFailureRetries, written.Spec.RestartPolicy.OnFailureRetryInterval));
        var json = Json(written);
        Assert.Contains("\"futureField\":{\"a\":1}", json, StringComparison.Ordinal);
        Assert.Contains("\"affinity\":{\"nodeAffinity\":{}}", json, StringComparison.Ordinal);
        Assert.Contains("\"finalizers\":[\"x/y\"]", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_SQL_job_is_the_runner_with_the_script_as_argument()
    {
        var spec = Write(new() { Kind = JobKind.Sql, TableBucket = "lake", ScriptLocation = "s3://data/q.sql", Variables = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } }).Spec;

        Assert.Equal("local:///opt/floe/sql_runner.py", spec.MainApplicationFile);
        Assert.Equal(["s3a://data/q.sql", "--catalog", "s3tablesbucket", "--var", "a=1", "--var", "b=2"], spec.Arguments);
    }

    private static SparkApplication Write(JobDefinition definition, int attempt = 1) => SparkApplicationWriter.Write(definition, Samples.Identity(attempt), Samples.Options());

    private static string Json(SparkApplication application) => JsonSerializer.Serialize(application, JobsWire.Json.SparkApplication);
}
