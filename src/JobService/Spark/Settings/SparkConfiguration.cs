using System.Collections.Immutable;
using System.Net;
using Floe.Iceberg.IO;
using Floe.JobService.Contracts;
using Floe.JobService.Spark.Manifests;
using Floe.ServiceDefaults.Aws;
using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Spark.Settings;

/// <summary>Reads <c>Spark:*</c> (in the environment <c>Spark__*</c>); docs/spark.md has the table. Each key has a default that fits the target.</summary>
public sealed class SparkConfiguration
{
    private static readonly string[] Known =
    [
        "Catalog", "S3Endpoint", "S3TablesEndpoint", "EventLogDirectory", "OtlpEndpoint", "Image", "Version", "Namespace", "ServiceAccount", "CredentialsSecret", "SqlRunner",
        "ResultDirectory", "TimeToLiveSeconds", "NodeSelector", "Tolerations", "HostAliases", "BatchScheduler", "DynamicAllocation", "Prometheus", "Conf",
    ];

    private readonly SettingsReader _settings;

    private SparkConfiguration(IConfiguration configuration) => _settings = new(configuration, "Spark");

    /// <exception cref="StartupException">Values are not what their keys need; the message has them all.</exception>
    public static SparkOptions Read(IConfiguration configuration, AwsSettings aws)
    {
        var reading = new SparkConfiguration(configuration);
        var platform = reading.Platform(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], aws, PlatformOptions.FromConfiguration(configuration).Target);
        var options = reading.Options(new() { Platform = platform });
        reading._settings.Know("", Known);
        reading._settings.ThrowIfWrong();
        return options;
    }

    private SparkOptions Options(SparkOptions defaults) => defaults with
    {
        Image = _settings.Text("Image") ?? defaults.Image,
        Version = _settings.Text("Version") ?? defaults.Version,
        Namespace = _settings.Text("Namespace") ?? defaults.Namespace,
        ServiceAccount = _settings.Text("ServiceAccount") ?? defaults.ServiceAccount,
        CredentialsSecret = _settings.Text("CredentialsSecret") ?? defaults.CredentialsSecret,
        SqlRunner = _settings.Text("SqlRunner") ?? defaults.SqlRunner,
        ResultDirectory = ResultDirectory(),
        TimeToLiveSeconds = _settings.Whole("TimeToLiveSeconds", 1, int.MaxValue) ?? defaults.TimeToLiveSeconds,
        NodeSelector = NodeSelector(),
        Tolerations = [.. _settings.NamesBelow("Tolerations").Select(Toleration)],
        HostAliases = [.. _settings.Below("HostAliases").Select(HostAlias)],
        BatchScheduler = BatchScheduler(),
        DynamicAllocation = DynamicAllocation(),
    };

    /// <summary>Pods may have to use other addresses than this service: what is loopback here is another machine there.</summary>
    private SparkPlatform Platform(string? collector, AwsSettings aws, PlatformTarget target) => new()
    {
        Target = target,
        Region = aws.Region,
        S3Endpoint = _settings.Address("S3Endpoint") ?? aws.S3Endpoint,
        S3TablesEndpoint = _settings.Address("S3TablesEndpoint") ?? aws.S3TablesEndpoint,
        Catalog = _settings.OneOf("Catalog", "rest", "s3tables") == "s3tables" ? SparkCatalogForm.S3Tables : SparkCatalogForm.Rest,
        Credentials = target switch
        {
            PlatformTarget.Embedded => SparkCredentials.Environment,
            PlatformTarget.Local => SparkCredentials.KubernetesSecret,
            _ => SparkCredentials.PodIdentity,
        },
        EventLogDirectory = _settings.Text("EventLogDirectory"),
        OtlpEndpoint = _settings.Text("OtlpEndpoint") ?? collector,
        Prometheus = _settings.Flag("Prometheus") ?? true,
        Conf = Conf(),
    };

    private ImmutableSortedDictionary<string, string> Conf()
    {
        foreach (var (key, _) in Pairs("Conf"))
        {
            if (DeniedSparkConf.Remedy(key) is not null) _settings.Add($"{_settings.Key($"Conf:{key}")} cannot be set: the Spark Operator's webhook refuses it. Remove it.");
            else if (!key.StartsWith("spark.", StringComparison.Ordinal)) _settings.Add($"{_settings.Key($"Conf:{key}")} does not begin with 'spark.', so that Spark would drop it. Write Hadoop's settings as spark.hadoop.*.");
        }
        return Pairs("Conf").ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private Dictionary<string, string> NodeSelector()
    {
        var selector = Pairs("NodeSelector").ToDictionary();
        foreach (var (key, value) in selector.Where(label => !KubernetesNames.IsQualifiedName(label.Key) || !KubernetesNames.IsLabelValue(label.Value)))
            _settings.Add($"{_settings.Key($"NodeSelector:{key}")} is '{value}', and no label of a node can be that. Use at most 63 letters, digits, '-', '_' and '.' on either side.");
        return selector;
    }

    private string? ResultDirectory()
    {
        if (_settings.Text("ResultDirectory") is not { } text || S3Location.TryParse(text, out _)) return _settings.Text("ResultDirectory");
        _settings.Wrong("ResultDirectory", "Set it to a place in S3: s3://bucket/prefix.");
        return null;
    }

    private SparkToleration Toleration(string index)
    {
        var place = $"Tolerations:{index}";
        _settings.Know(place, "Key", "Operator", "Value", "Effect", "TolerationSeconds");
        var toleration = new SparkToleration
        {
            Key = _settings.Text($"{place}:Key"),
            Operator = _settings.OneOf($"{place}:Operator", "Exists", "Equal"),
            Value = _settings.Text($"{place}:Value"),
            Effect = _settings.OneOf($"{place}:Effect", "NoSchedule", "PreferNoSchedule", "NoExecute"),
            TolerationSeconds = _settings.Whole($"{place}:TolerationSeconds", 0, int.MaxValue),
        };
        if (toleration is { Operator: "Exists", Value: not null }) _settings.Wrong($"{place}:Value", "Remove it, or set the operator to Equal.");
        if (toleration is { Key: null, Operator: not "Exists" }) _settings.Add($"{_settings.Key($"{place}:Key")} is not set. Set it, or the operator to Exists to tolerate every taint.");
        return toleration;
    }

    private SparkHostAlias HostAlias(IConfigurationSection alias)
    {
        if (!IPAddress.TryParse(alias.Key, out _)) _settings.Add($"{_settings.Key($"HostAliases:{alias.Key}")} names no IP address. Set HostAliases:IP to the names that the address is to have, joined by commas.");
        return new(alias.Key, alias.Value!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    private SparkBatchScheduler? BatchScheduler()
    {
        _settings.Know("BatchScheduler", "Name", "Queue", "PriorityClassName");
        if (_settings.Text("BatchScheduler:Name") is { } name) return new() { Name = name, Queue = _settings.Text("BatchScheduler:Queue"), PriorityClassName = _settings.Text("BatchScheduler:PriorityClassName") };
        if (_settings.Below("BatchScheduler").Any()) _settings.Add($"{_settings.Key("BatchScheduler:Name")} is not set. Set it to the scheduler, such as yunikorn, that the queue is of.");
        return null;
    }

    private SparkDynamicAllocation? DynamicAllocation()
    {
        _settings.Know("DynamicAllocation", "InitialExecutors", "MinExecutors", "MaxExecutors", "ShuffleTrackingTimeout");
        if (!_settings.Below("DynamicAllocation").Any()) return null;
        var (min, initial, max) = (Count("MinExecutors"), Count("InitialExecutors"), Count("MaxExecutors"));
        if ((min ?? 0) > (max ?? int.MaxValue) || max == 0) _settings.Wrong("DynamicAllocation:MaxExecutors", "Set it to 1 or more, and no less than MinExecutors.");
        else if (initial < min || initial > max) _settings.Wrong("DynamicAllocation:InitialExecutors", "Set it to a number from MinExecutors to MaxExecutors.");
        return new() { MinExecutors = min, InitialExecutors = initial, MaxExecutors = max, ShuffleTrackingTimeout = _settings.Whole("DynamicAllocation:ShuffleTrackingTimeout", 0, int.MaxValue) };

        int? Count(string name) => _settings.Whole($"DynamicAllocation:{name}", 0, 100_000);
    }

    private IEnumerable<KeyValuePair<string, string>> Pairs(string name) => _settings.Below(name).Select(child => KeyValuePair.Create(child.Key, child.Value!));
}
