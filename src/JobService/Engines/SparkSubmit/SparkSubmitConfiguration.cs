using System.Globalization;
using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Engines.SparkSubmit;

/// <summary>Reads <c>SparkSubmit:StopGraceSeconds</c>, <c>SparkSubmit:MaxRunning</c> and <c>SparkSubmit:AllowRemote</c>, and Spark's own variables.</summary>
public static class SparkSubmitConfiguration
{
    /// <exception cref="StartupException">A value is not what its key needs.</exception>
    public static SparkSubmitOptions Read(IConfiguration configuration, string folder)
    {
        var defaults = new SparkSubmitOptions { Folder = folder };
        return defaults with
        {
            SparkHome = Text(configuration, "SPARK_HOME"),
            SearchPath = configuration["PATH"],
            ConfFolder = Text(configuration, "SPARK_CONF_DIR"),
            StopGrace = Whole(configuration, "SparkSubmit:StopGraceSeconds", 0, 3600) is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.StopGrace,
            AllowRemote = Truth(configuration, "SparkSubmit:AllowRemote"),
            MaxRunning = Whole(configuration, "SparkSubmit:MaxRunning", 1, 1000) ?? defaults.MaxRunning,
        };
    }

    private static bool Truth(IConfiguration configuration, string key) => Text(configuration, key) is { } text
        && (bool.TryParse(text, out var truth) ? truth : throw new StartupException($"{key} (environment: {PlatformOptions.EnvironmentName(key)}) is '{text}'. Set it to true or false."));

    private static string? Text(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } text ? text : null;

    private static int? Whole(IConfiguration configuration, string key, int min, int max)
    {
        if (Text(configuration, key) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new StartupException($"{key} (environment: {PlatformOptions.EnvironmentName(key)}) is '{text}'. Set it to a whole number from {min} to {max}.");
    }
}
