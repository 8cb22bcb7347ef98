using System.Globalization;
using Floe.JobService.Kubernetes;
using Floe.JobService.Kubernetes.Login;
using Floe.JobService.Spark.Manifests;
using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Reads <c>JobService:SparkOperator:*</c>; docs/spark-operator.md has the table.</summary>
internal sealed class SparkOperatorConfiguration
{
    private const string Section = "JobService:SparkOperator";

    private readonly IConfigurationSection _section;
    private readonly List<string> _errors = [];

    private SparkOperatorConfiguration(IConfiguration configuration) => _section = configuration.GetSection(Section);

    /// <summary>Whether the service is to use a cluster: it says so, or names one.</summary>
    /// <exception cref="StartupException">Enabled is neither true nor false.</exception>
    public static bool IsEnabled(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["Enabled"] is { Length: > 0 } text)
            return bool.TryParse(text, out var enabled) ? enabled : throw new StartupException($"{Key("Enabled")} is '{text}'. Set it to true or false.");
        return section["Kubeconfig"] is { Length: > 0 } || section["Context"] is { Length: > 0 };
    }

    /// <param name="configuration">The service's.</param>
    /// <param name="defaultNamespace">That of <c>Spark:Namespace</c>.</param>
    /// <exception cref="StartupException">Values are not what their keys need; the message has them all.</exception>
    public static SparkOperatorOptions Read(IConfiguration configuration, string defaultNamespace)
    {
        var reading = new SparkOperatorConfiguration(configuration);
        var options = reading.Read(new() { Cluster = reading.Cluster(configuration), Namespaces = reading.Namespaces(defaultNamespace) });
        return reading._errors.Count == 0 ? options : throw new StartupException(string.Join(" ", reading._errors));
    }

    private SparkOperatorOptions Read(SparkOperatorOptions defaults) => defaults with
    {
        StartsPerSecond = Number("StartsPerSecond", 0.01, 1000) ?? defaults.StartsPerSecond,
        Burst = Whole("Burst", 1, 10_000) ?? defaults.Burst,
        MaxRunning = Whole("MaxRunning", 1, 100_000) ?? defaults.MaxRunning,
        StartTimeout = Seconds("StartTimeoutSeconds", 0) ?? defaults.StartTimeout,
        OperatorPatience = Seconds("OperatorPatienceSeconds", 1) ?? defaults.OperatorPatience,
        LogPatience = Seconds("LogPatienceSeconds", 1) ?? defaults.LogPatience,
        DeletePatience = Seconds("DeletePatienceSeconds", 1) ?? defaults.DeletePatience,
        MaxLogStreams = Whole("MaxLogStreams", 1, 100_000) ?? defaults.MaxLogStreams,
        ExecutorLogs = Flag("ExecutorLogs") ?? defaults.ExecutorLogs,
        Watch = defaults.Watch with
        {
            Silence = Seconds("WatchSilenceSeconds", 1) ?? defaults.Watch.Silence,
            Resync = Seconds("ResyncSeconds", 1) ?? defaults.Watch.Resync,
        },
    };

    /// <summary>The file that is named, else the pod's own account, else the file that kubectl would take.</summary>
    private KubernetesOptions Cluster(IConfiguration configuration)
    {
        var context = Text("Context");
        if (Text("Kubeconfig") is { } named) return new() { Kubeconfig = Path.GetFullPath(named), Context = context };
        if (context is null && configuration["KUBERNETES_SERVICE_HOST"] is { Length: > 0 } host) return new() { ServiceAccount = Account(host, configuration["KUBERNETES_SERVICE_PORT"]) };
        var own = configuration["KUBECONFIG"] is { Length: > 0 } variable ? variable : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        if (own.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) is not [var file])
        {
            _errors.Add($"KUBECONFIG is '{own}', several files. Set {Key("Kubeconfig")} to one that has the whole context (kubectl config view --flatten --minify writes it).");
            return new() { Context = context };
        }
        return new() { Kubeconfig = Path.GetFullPath(file), Context = context };
    }

    private ServiceAccount Account(string host, string? port)
    {
        if (!int.TryParse(port ?? "443", NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
            _errors.Add($"KUBERNETES_SERVICE_PORT is '{port}', no port. Kubernetes sets it in its pods.");
        return new(host, number, Path.GetFullPath(Text("ServiceAccountFolder") ?? ServiceAccount.DefaultFolder));
    }

    private string[] Namespaces(string defaultNamespace)
    {
        var own = _section.GetSection("Namespaces");
        string[] named = own.Value is { Length: > 0 } text
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. own.GetChildren().Select(child => child.Value ?? "")];
        foreach (var name in named.Where(name => !KubernetesNames.IsDns1123Label(name)))
            _errors.Add($"{Key("Namespaces")} has '{name}', which no namespace can be called. Use at most 63 lower-case letters, digits and hyphens.");
        return named.Length == 0 ? [defaultNamespace] : [.. named.Distinct()];
    }

    private TimeSpan? Seconds(string name, int min) => Whole(name, min, 7 * 24 * 3600) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private int? Whole(string name, int min, int max)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        _errors.Add($"{Key(name)} is '{text}'. Set it to a whole number from {min} to {max}.");
        return null;
    }

    private double? Number(string name, double min, double max)
    {
        if (Text(name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        _errors.Add(string.Create(CultureInfo.InvariantCulture, $"{Key(name)} is '{text}'. Set it to a number from {min} to {max}."));
        return null;
    }

    private bool? Flag(string name)
    {
        if (Text(name) is not { } text) return null;
        if (bool.TryParse(text, out var flag)) return flag;
        _errors.Add($"{Key(name)} is '{text}'. Set it to true or false.");
        return null;
    }

    private string? Text(string name) => _section[name] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static string Key(string name) => $"{Section}:{name} (environment: {PlatformOptions.EnvironmentName($"{Section}:{name}")})";
}
