using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Spark.Applications;

/// <summary>Floe's JSON as a SparkApplication that says only what the job says. A manifest is its own draft.</summary>
internal static class SparkApplicationDraft
{
    /// <param name="definition">The job.</param>
    /// <param name="options">The service's settings.</param>
    /// <param name="output">Where a SQL job leaves the rows of its last query; null: nowhere.</param>
    public static SparkApplication Of(JobDefinition definition, SparkOptions options, string? output = null)
    {
        if (definition.Application is { } manifest) return manifest;
        var job = definition.Spark ?? new();
        var sql = definition.Kind == JobKind.Sql;
        return new()
        {
            Metadata = new() { Name = definition.Name, Namespace = job.Namespace },
            Spec = new()
            {
                Type = TypeOf(definition.Kind),
                SparkVersion = job.SparkVersion,
                Image = job.Image,
                MainClass = job.MainClass,
                MainApplicationFile = sql ? options.SqlRunner : SparkPaths.ForHadoop(job.MainFile),
                Arguments = sql ? SqlRunnerArguments.For(definition, output: output) : job.Arguments,
                SparkConf = Conf(job),
                HadoopConf = job.HadoopConf,
                Deps = Deps(job),
                Volumes = job.Volumes is { Count: > 0 } volumes ? [.. volumes.Select(Volume)] : null,
                NodeSelector = job.NodeSelector,
                RestartPolicy = Restart(job.Restart),
                TimeToLiveSeconds = job.TimeToLiveSeconds,
                BatchScheduler = job.BatchScheduler?.Name,
                BatchSchedulerOptions = Scheduling(job.BatchScheduler),
                DynamicAllocation = Dynamic(job.DynamicAllocation),
                Driver = Pod(new DriverSpec(), job.Driver, job),
                Executor = Pod(new ExecutorSpec { Instances = job.Executor?.Instances }, job.Executor, job),
            },
        };
    }

    private static string TypeOf(JobKind kind) => kind switch
    {
        JobKind.Sql or JobKind.PySpark => "Python",
        JobKind.SparkR => "R",
        _ => "Scala",
    };

    private static T Pod<T>(T pod, SparkPod? size, SparkJob job) where T : SparkPodSpec => pod with
    {
        Cores = size?.Cores,
        CoreRequest = size?.CoreRequest,
        CoreLimit = size?.CoreLimit,
        Memory = size?.Memory,
        MemoryOverhead = size?.MemoryOverhead,
        Labels = size?.Labels,
        Annotations = size?.Annotations,
        ServiceAccount = size?.ServiceAccount,
        NodeSelector = size?.NodeSelector,
        Tolerations = Both(job.Tolerations, size?.Tolerations),
        HostAliases = job.HostAliases,
        Env = Environment(job) is { Count: > 0 } environment ? environment : null,
        VolumeMounts = job.Volumes is { Count: > 0 } volumes
            ? [.. volumes.Select(volume => new VolumeMount { Name = volume.Name, MountPath = volume.MountPath, ReadOnly = volume.ReadOnly ? true : null })]
            : null,
    };

    private static IReadOnlyList<SparkToleration>? Both(IReadOnlyList<SparkToleration>? first, IReadOnlyList<SparkToleration>? second) =>
        first is null ? second : second is null ? first : [.. first, .. second];

    private static IReadOnlyList<EnvironmentVariable> Environment(SparkJob job) =>
    [
        .. (job.Env ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new EnvironmentVariable { Name = pair.Key, Value = pair.Value }),
        .. (job.SecretEnv ?? new Dictionary<string, SparkSecretKey>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new EnvironmentVariable
        {
            Name = pair.Key,
            ValueFrom = new() { SecretKeyRef = new() { Name = pair.Value.Secret, Key = pair.Value.Key } },
        }),
    ];

    private static IReadOnlyDictionary<string, string>? Conf(SparkJob job)
    {
        if (job.Monitoring?.Prometheus is not { } metrics) return job.SparkConf;
        var conf = new Dictionary<string, string>(job.SparkConf ?? new Dictionary<string, string>());
        // Whatever the target's default is.
        if (!metrics) conf[SparkSettings.PrometheusKey] = "false";
        else foreach (var (key, value) in SparkSettings.Metrics) conf.TryAdd(key, value);
        return conf;
    }

    private static Dependencies? Deps(SparkJob job) => job is { Jars: null, Files: null, PyFiles: null, Packages: null } ? null : new()
    {
        Jars = SparkPaths.ForHadoop(job.Jars),
        Files = SparkPaths.ForHadoop(job.Files),
        PyFiles = SparkPaths.ForHadoop(job.PyFiles),
        Packages = job.Packages,
    };

    private static RestartPolicy? Restart(SparkRestart? restart) => restart is null ? null : new()
    {
        Type = restart is { OnFailureRetries: > 0 } or { OnSubmissionFailureRetries: > 0 } ? RestartPolicy.OnFailure : RestartPolicy.Never,
        OnFailureRetries = restart.OnFailureRetries,
        OnFailureRetryInterval = restart.OnFailureRetryInterval,
        OnSubmissionFailureRetries = restart.OnSubmissionFailureRetries,
        OnSubmissionFailureRetryInterval = restart.OnSubmissionFailureRetryInterval,
    };

    internal static BatchSchedulerConfiguration? Scheduling(SparkBatchScheduler? scheduler) =>
        scheduler is null ? null : new() { Queue = scheduler.Queue, PriorityClassName = scheduler.PriorityClassName, Resources = scheduler.Resources };

    internal static DynamicAllocation? Dynamic(SparkDynamicAllocation? dynamic) => dynamic is null ? null : new()
    {
        Enabled = true,
        InitialExecutors = dynamic.InitialExecutors,
        MinExecutors = dynamic.MinExecutors,
        MaxExecutors = dynamic.MaxExecutors,
        ShuffleTrackingEnabled = true,
        ShuffleTrackingTimeout = dynamic.ShuffleTrackingTimeout,
    };

    /// <summary>A Kubernetes volume: its name beside its source.</summary>
    private static JsonElement Volume(SparkVolume volume)
    {
        var members = new Dictionary<string, JsonElement>(volume.Source ?? []) { ["name"] = JsonSerializer.SerializeToElement(volume.Name, JobsJson.Default.String) };
        return JsonSerializer.SerializeToElement(members, JobsJson.Default.DictionaryStringJsonElement);
    }
}
