using System.Globalization;
using Floe.JobService.Kubernetes;
using Floe.JobService.Kubernetes.Login;
using Floe.JobService.Spark.Manifests;
using Floe.JobService.Spark.Settings;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Reads <c>JobService:SparkOperator:*</c>; docs/spark-operator.md has the table.</summary>
internal sealed class SparkOperatorConfiguration
{
    private const string Section = "JobService:SparkOperator";
    private const int Week = 7 * 24 * 3600;

    private static readonly string[] Known =
    [
        "Enabled", "Kubeconfig", "Context", "ServiceAccountFolder", "Namespaces", "StartsPerSecond", "Burst", "MaxRunning", "StartTimeoutSeconds", "OperatorPatienceSeconds", "LogPatienceSeconds",
        "DeletePatienceSeconds", "MaxLogStreams", "ExecutorLogs", "WatchSilenceSeconds", "ResyncSeconds",
    ];

    private readonly SettingsReader _settings;

    private SparkOperatorConfiguration(IConfiguration configuration) => _settings = new(configuration, Section);

    /// <summary>Whether the service is to use a cluster: it says so, or names one. What is neither true nor false is told with the rest, when the settings are read.</summary>
    public static bool IsEnabled(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["Enabled"] is { } text && !string.IsNullOrWhiteSpace(text)) return !bool.TryParse(text, out var enabled) || enabled;
        return section["Kubeconfig"] is { Length: > 0 } || section["Context"] is { Length: > 0 };
    }

    /// <param name="configuration">The service's.</param>
    /// <param name="defaultNamespace">That of <c>Spark:Namespace</c>.</param>
    /// <exception cref="StartupException">Values are not what their keys need; the message has them all.</exception>
    public static SparkOperatorOptions Read(IConfiguration configuration, string defaultNamespace)
    {
        var reading = new SparkOperatorConfiguration(configuration);
        var options = reading.Options(new() { Cluster = reading.Cluster(configuration), Namespaces = reading.Namespaces(configuration.GetSection($"{Section}:Namespaces"), defaultNamespace) });
        reading._settings.Know("", Known);
        reading._settings.ThrowIfWrong();
        return options;
    }

    private SparkOperatorOptions Options(SparkOperatorOptions defaults)
    {
        _settings.Flag("Enabled");
        return defaults with
        {
            StartsPerSecond = _settings.Number("StartsPerSecond", 0.01, 1000) ?? defaults.StartsPerSecond,
            Burst = _settings.Whole("Burst", 1, 10_000) ?? defaults.Burst,
            MaxRunning = _settings.Whole("MaxRunning", 1, 100_000) ?? defaults.MaxRunning,
            StartTimeout = _settings.Seconds("StartTimeoutSeconds", 0, Week) ?? defaults.StartTimeout,
            OperatorPatience = _settings.Seconds("OperatorPatienceSeconds", 1, Week) ?? defaults.OperatorPatience,
            LogPatience = _settings.Seconds("LogPatienceSeconds", 1, Week) ?? defaults.LogPatience,
            DeletePatience = _settings.Seconds("DeletePatienceSeconds", 1, Week) ?? defaults.DeletePatience,
            MaxLogStreams = _settings.Whole("MaxLogStreams", 1, 100_000) ?? defaults.MaxLogStreams,
            ExecutorLogs = _settings.Flag("ExecutorLogs") ?? defaults.ExecutorLogs,
            Watch = defaults.Watch with
            {
                Silence = _settings.Seconds("WatchSilenceSeconds", 1, Week) ?? defaults.Watch.Silence,
                Resync = _settings.Seconds("ResyncSeconds", 1, Week) ?? defaults.Watch.Resync,
            },
        };
    }

    /// <summary>The file that is named, else the pod's own account, else the file that kubectl would take.</summary>
    private KubernetesOptions Cluster(IConfiguration configuration)
    {
        var context = _settings.Text("Context");
        if (_settings.Text("Kubeconfig") is { } named) return new() { Kubeconfig = Path.GetFullPath(named), Context = context };
        if (context is null && configuration["KUBERNETES_SERVICE_HOST"] is { Length: > 0 } host) return new() { ServiceAccount = Account(host, configuration["KUBERNETES_SERVICE_PORT"]) };
        var own = configuration["KUBECONFIG"] is { Length: > 0 } variable ? variable : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        if (own.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) is not [var file])
        {
            _settings.Add($"KUBECONFIG is '{own}', several files. Set {_settings.Key("Kubeconfig")} to one that has the whole context (kubectl config view --flatten --minify writes it).");
            return new() { Context = context };
        }
        return new() { Kubeconfig = Path.GetFullPath(file), Context = context };
    }

    private ServiceAccount Account(string host, string? port)
    {
        if (!int.TryParse(port ?? "443", NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
            _settings.Add($"KUBERNETES_SERVICE_PORT is '{port}', no port. Kubernetes sets it in its pods.");
        return new(host, number, Path.GetFullPath(_settings.Text("ServiceAccountFolder") ?? ServiceAccount.DefaultFolder));
    }

    private string[] Namespaces(IConfigurationSection own, string defaultNamespace)
    {
        string[] named = own.Value is { Length: > 0 } text
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. own.GetChildren().Select(child => child.Value ?? "")];
        foreach (var name in named.Where(name => !KubernetesNames.IsDns1123Label(name)))
            _settings.Add($"{_settings.Key("Namespaces")} has '{name}', which no namespace can be called. Use at most 63 lower-case letters, digits and hyphens.");
        if (named.Length == 0 && !KubernetesNames.IsDns1123Label(defaultNamespace))
            _settings.Add($"Spark:Namespace (environment: Spark__Namespace) is '{defaultNamespace}', which no namespace can be called. Use at most 63 lower-case letters, digits and hyphens.");
        return named.Length == 0 ? [defaultNamespace] : [.. named.Distinct()];
    }
}
