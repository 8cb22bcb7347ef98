using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Contracts.SparkApplications;
using Floe.JobService.Spark.Settings;

namespace Floe.JobService.Spark.Applications;

/// <summary>
/// Makes the SparkApplication of an attempt. Every field that the operator's webhook would fill is filled, so that it comes out the same where
/// there is no webhook. What the job or manifest says itself stays as it is; only identity (name, labels, annotations of ours) is the service's.
/// </summary>
public static class SparkApplicationWriter
{
    private const long RetryInterval = 10;

    public static SparkApplication Write(JobDefinition definition, ApplicationIdentity identity, SparkOptions options)
    {
        var draft = SparkApplicationDraft.Of(definition, options, SqlResults.PlaceOf(definition, options, identity.JobId, identity.Attempt));
        var settings = SparkSettings.For(options.Platform, new(identity.JobId, identity.TableBucketArn, identity.TraceParent));
        var spec = Complete(draft.Spec with { TimeToLiveSeconds = TimeToLive.Of(draft) }, settings, identity, options);
        return draft with
        {
            ApiVersion = SparkApplication.GroupVersion,
            Kind = SparkApplication.KindName,
            Metadata = Metadata(draft.Metadata, definition, identity, options, spec),
            Spec = spec,
            Status = null,
        };
    }

    /// <summary>SHA-256 of the spec as it is sent: tells one's own create from another one of the same name.</summary>
    public static string HashOf(SparkApplicationSpec spec) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(spec, JobsWire.Json.SparkApplicationSpec)))}";

    private static ObjectMetadata Metadata(ObjectMetadata own, JobDefinition definition, ApplicationIdentity identity, SparkOptions options, SparkApplicationSpec spec)
    {
        var annotations = new Dictionary<string, string?>
        {
            [ApplicationLabels.SpecHash] = HashOf(spec),
            [ApplicationLabels.JobName] = definition.Name,
            [ApplicationLabels.Queue] = identity.Queue,
            [ApplicationLabels.IdempotencyKey] = identity.IdempotencyKey,
            [ApplicationLabels.TraceParent] = identity.TraceParent,
            [ApplicationLabels.SubmittedName] = definition.Application?.Metadata.Name,
            [ApplicationLabels.TableBucket] = definition.TableBucket is { Length: > 0 } bucket ? bucket : null,
        };
        return own with
        {
            Name = ApplicationName.For(own.Name ?? definition.Name, identity.JobId, identity.Attempt),
            Namespace = own.Namespace ?? options.Namespace,
            Labels = Merged(own.Labels, Labels(identity)),
            // One that was read from a cluster may say when it was to be deleted there.
            Annotations = Merged(own.Annotations?.Where(pair => pair.Key != ApplicationLabels.DeleteAfter).ToDictionary(), annotations.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!)),
            Uid = null,
            ResourceVersion = null,
            CreationTimestamp = null,
            DeletionTimestamp = null,
        };
    }

    private static Dictionary<string, string> Labels(ApplicationIdentity identity) => new()
    {
        [ApplicationLabels.ManagedBy] = ApplicationLabels.Floe,
        [ApplicationLabels.JobId] = identity.JobId,
        [ApplicationLabels.Attempt] = identity.Attempt.ToString(CultureInfo.InvariantCulture),
    };

    private static SparkApplicationSpec Complete(SparkApplicationSpec own, SparkSettings settings, ApplicationIdentity identity, SparkOptions options)
    {
        var hasImages = own.Driver?.Image is not null && own.Executor?.Image is not null;
        var spec = SparkApplicationDefaults.Apply(own with { SparkConf = Conf(own, settings) }, options);
        return spec with
        {
            Type = spec.Type ?? TypeOf(spec.MainApplicationFile),
            Mode = spec.Mode ?? "cluster",
            SparkVersion = spec.SparkVersion ?? options.Version,
            Image = spec.Image ?? (hasImages ? null : options.Image),
            ImagePullPolicy = spec.ImagePullPolicy ?? "IfNotPresent",
            HadoopConf = spec.HadoopConf is null ? null : Merged(spec.HadoopConf, ImmutableSortedDictionary<string, string>.Empty),
            RestartPolicy = Restart(spec.RestartPolicy),
            TimeToLiveSeconds = spec.TimeToLiveSeconds ?? options.TimeToLiveSeconds,
            DynamicAllocation = spec.DynamicAllocation is { Enabled: true, ShuffleTrackingEnabled: null } dynamic ? dynamic with { ShuffleTrackingEnabled = true } : spec.DynamicAllocation,
            Driver = Driver(spec, settings, identity, options),
            Executor = Executor(spec, settings, identity, options),
        };
    }

    private static ImmutableSortedDictionary<string, string> Conf(SparkApplicationSpec own, SparkSettings settings)
    {
        var conf = settings.Conf.ToBuilder();
        // Watches instead of listing all pods: the API server is the first to suffer under many jobs.
        conf["spark.kubernetes.executor.enablePollingWithResourceVersion"] = "true";
        // hadoopConf is Spark's spark.hadoop.*; both at once would leave it to chance which counts.
        foreach (var key in own.HadoopConf?.Keys ?? []) conf.Remove($"spark.hadoop.{key}");
        foreach (var (key, value) in own.SparkConf ?? ImmutableSortedDictionary<string, string>.Empty) conf[key] = value;
        return conf.ToImmutable();
    }

    private static DriverSpec Driver(SparkApplicationSpec spec, SparkSettings settings, ApplicationIdentity identity, SparkOptions options)
    {
        var driver = Pod(spec.Driver ?? new(), "driver", spec, settings, identity, options);
        if (spec.Monitoring is not null || spec.SparkConf?.GetValueOrDefault(SparkSettings.PrometheusKey) != "true") return driver;
        return driver with { Annotations = Merged(Scrape, driver.Annotations ?? Scrape) };
    }

    private static readonly Dictionary<string, string> Scrape = new()
    {
        ["prometheus.io/scrape"] = "true",
        ["prometheus.io/port"] = "4040",
        ["prometheus.io/path"] = "/metrics/driver/prometheus/",
    };

    private static ExecutorSpec Executor(SparkApplicationSpec spec, SparkSettings settings, ApplicationIdentity identity, SparkOptions options)
    {
        var executor = Pod(spec.Executor ?? new(), "executor", spec, settings, identity, options);
        var isDynamic = spec.DynamicAllocation is { Enabled: true } || spec.SparkConf?.GetValueOrDefault("spark.dynamicAllocation.enabled") == "true";
        return executor with
        {
            Instances = executor.Instances ?? (isDynamic || spec.SparkConf?.ContainsKey("spark.executor.instances") == true ? null : 1),
            DeleteOnTermination = executor.DeleteOnTermination ?? (spec.SparkConf?.ContainsKey("spark.kubernetes.executor.deleteOnTermination") == true ? null : false),
        };
    }

    private static T Pod<T>(T pod, string role, SparkApplicationSpec spec, SparkSettings settings, ApplicationIdentity identity, SparkOptions options) where T : SparkPodSpec => pod with
    {
        Cores = pod.Cores ?? (spec.SparkConf?.ContainsKey($"spark.{role}.cores") == true ? null : 1),
        Memory = pod.Memory ?? (spec.SparkConf?.ContainsKey($"spark.{role}.memory") == true ? null : "1g"),
        ServiceAccount = pod.ServiceAccount ?? options.ServiceAccount,
        Labels = Merged(pod.Labels, Labels(identity)),
        Env = Environment(pod.Env ?? [], settings, options),
    };

    private static IReadOnlyList<EnvironmentVariable> Environment(IReadOnlyList<EnvironmentVariable> own, SparkSettings settings, SparkOptions options)
    {
        var named = own.Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal);
        var plain = settings.Environment.Select(pair => new EnvironmentVariable { Name = pair.Key, Value = pair.Value });
        var secret = settings.SecretVariables.Select(name => new EnvironmentVariable
        {
            Name = name,
            ValueFrom = new() { SecretKeyRef = new() { Name = options.CredentialsSecret, Key = name, Optional = name == ServiceDefaults.Aws.AwsVariables.SessionToken ? true : null } },
        });
        return [.. own, .. plain.Concat(secret).Where(variable => !named.Contains(variable.Name))];
    }

    private static RestartPolicy Restart(RestartPolicy? own)
    {
        own ??= new();
        return own with
        {
            Type = own.Type ?? RestartPolicy.Never,
            OnFailureRetryInterval = own.OnFailureRetryInterval ?? RetryInterval,
            OnSubmissionFailureRetryInterval = own.OnSubmissionFailureRetryInterval ?? RetryInterval,
        };
    }

    private static string TypeOf(string? mainFile) => Path.GetExtension(mainFile)?.ToLowerInvariant() switch
    {
        ".py" => "Python",
        ".r" => "R",
        _ => "Scala",
    };

    /// <summary>In order of name; the second wins.</summary>
    private static ImmutableSortedDictionary<string, string> Merged(IReadOnlyDictionary<string, string>? own, IReadOnlyDictionary<string, string> over) =>
        (own ?? ImmutableSortedDictionary<string, string>.Empty).ToImmutableSortedDictionary(StringComparer.Ordinal).SetItems(over);
}
