using System.Globalization;
using Floe.Iceberg.IO;
using Floe.JobService.Contracts;
using Floe.ServiceDefaults.Aws;
using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Spark.Settings;

/// <summary>
/// Reads <c>Spark:*</c> (in the environment <c>Spark__*</c>): <c>Catalog</c> (rest, s3tables), <c>S3Endpoint</c>, <c>S3TablesEndpoint</c>, <c>EventLogDirectory</c>, <c>OtlpEndpoint</c>,
/// <c>Image</c>, <c>Version</c>, <c>Namespace</c>, <c>ServiceAccount</c>, <c>CredentialsSecret</c>, <c>SqlRunner</c>, <c>ResultDirectory</c>, <c>TimeToLiveSeconds</c>, <c>NodeSelector:NAME</c>, <c>HostAliases:IP</c>.
/// Each has a default that fits the target.
/// </summary>
public static class SparkConfiguration
{
    private const string Section = "Spark";

    /// <exception cref="StartupException">A value is not what its key needs.</exception>
    public static SparkOptions Read(IConfiguration configuration, AwsSettings aws)
    {
        var target = PlatformOptions.FromConfiguration(configuration).Target;
        var defaults = new SparkOptions { Platform = Platform(configuration, aws, target) };
        return defaults with
        {
            Image = Text(configuration, "Image") ?? defaults.Image,
            Version = Text(configuration, "Version") ?? defaults.Version,
            Namespace = Text(configuration, "Namespace") ?? defaults.Namespace,
            ServiceAccount = Text(configuration, "ServiceAccount") ?? defaults.ServiceAccount,
            CredentialsSecret = Text(configuration, "CredentialsSecret") ?? defaults.CredentialsSecret,
            SqlRunner = Text(configuration, "SqlRunner") ?? defaults.SqlRunner,
            ResultDirectory = Directory(configuration, "ResultDirectory"),
            TimeToLiveSeconds = Seconds(configuration, "TimeToLiveSeconds") ?? defaults.TimeToLiveSeconds,
            NodeSelector = Children(configuration, "NodeSelector").ToDictionary(child => child.Key, child => child.Value!),
            HostAliases = [.. Children(configuration, "HostAliases").Select(child => new SparkHostAlias(child.Key, child.Value!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))],
        };
    }

    /// <summary>Pods may have to use other addresses than this service: what is loopback here is another machine there.</summary>
    private static SparkPlatform Platform(IConfiguration configuration, AwsSettings aws, PlatformTarget target) => new()
    {
        Target = target,
        Region = aws.Region,
        S3Endpoint = Address(configuration, "S3Endpoint") ?? aws.S3Endpoint,
        S3TablesEndpoint = Address(configuration, "S3TablesEndpoint") ?? aws.S3TablesEndpoint,
        Catalog = Catalog(configuration),
        Credentials = target switch
        {
            PlatformTarget.Embedded => SparkCredentials.Environment,
            PlatformTarget.Local => SparkCredentials.KubernetesSecret,
            _ => SparkCredentials.PodIdentity,
        },
        EventLogDirectory = Text(configuration, "EventLogDirectory"),
        OtlpEndpoint = Text(configuration, "OtlpEndpoint") ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"],
    };

    private static SparkCatalogForm Catalog(IConfiguration configuration) => Text(configuration, "Catalog")?.ToLowerInvariant() switch
    {
        null or "rest" => SparkCatalogForm.Rest,
        "s3tables" => SparkCatalogForm.S3Tables,
        var other => throw new StartupException($"{Key("Catalog")} is '{other}'. Set it to rest or s3tables."),
    };

    private static Uri? Address(IConfiguration configuration, string name)
    {
        if (Text(configuration, name) is not { } text) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new StartupException($"{Key(name)} is '{text}', which is no http or https URL. Set it to the address that Spark's pods use.");
    }

    private static string? Directory(IConfiguration configuration, string name)
    {
        if (Text(configuration, name) is not { } text) return null;
        return S3Location.TryParse(text, out _)
            ? text
            : throw new StartupException($"{Key(name)} is '{text}', which is no place in S3. Set it to s3://bucket/prefix.");
    }

    private static long? Seconds(IConfiguration configuration, string name)
    {
        if (Text(configuration, name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds
            : throw new StartupException($"{Key(name)} is '{text}'. Set it to a whole number of seconds, 1 or more.");
    }

    private static IEnumerable<IConfigurationSection> Children(IConfiguration configuration, string name) =>
        configuration.GetSection($"{Section}:{name}").GetChildren().Where(child => !string.IsNullOrWhiteSpace(child.Value));

    private static string? Text(IConfiguration configuration, string name) => configuration[$"{Section}:{name}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static string Key(string name) => $"{Section}:{name} (environment: {PlatformOptions.EnvironmentName($"{Section}:{name}")})";
}
