using System.Globalization;
using System.Net;
using Floe.JobService.Engines;
using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Hosting;

/// <summary>The settings as the standalone service reads them: <c>JobService:*</c>, in the environment <c>JobService__*</c>.</summary>
public static class JobServiceConfiguration
{
    private const string Section = "JobService";
    private const string DefaultFolder = ".floe/jobs";

    /// <summary>
    /// <c>DataFolder</c>, <c>Database</c>, <c>Address</c>, <c>Port</c>, <c>MaxRunningJobs</c>, <c>StopGraceSeconds</c>, <c>MaxResultRows</c>, <c>EngineMemoryMegabytes</c>,
    /// <c>Auth:*</c>, <c>Engines:NAME:*</c>, <c>Webhooks:*</c>, <c>Cleanup:*</c> (docs/jobs.md); each has a default. Where neither
    /// address nor port is set, ASPNETCORE_URLS counts, which is how Aspire says where to listen.
    /// </summary>
    /// <exception cref="StartupException">A value is not what its key needs.</exception>
    public static JobServiceOptions Read(IConfiguration configuration)
    {
        var defaults = new JobServiceOptions { DataFolder = configuration[$"{Section}:DataFolder"] ?? DefaultFolder };
        var (address, port) = ListenOn(configuration, defaults);
        return defaults with
        {
            Address = address,
            Port = port,
            MaxRunningJobs = Whole(configuration, "MaxRunningJobs", 1, 100_000) ?? defaults.MaxRunningJobs,
            StopGrace = Whole(configuration, "StopGraceSeconds", 0, 3600) is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.StopGrace,
            EngineMemoryMegabytes = Whole(configuration, "EngineMemoryMegabytes", 64, int.MaxValue),
            MaxResultRows = Whole(configuration, "MaxResultRows", 1, 100_000) ?? defaults.MaxResultRows,
            Database = configuration[$"{Section}:Database"] is { Length: > 0 } database ? database : null,
            Auth = AuthConfiguration.Read(configuration.GetSection($"{Section}:Auth")),
            Engines = Engines(configuration),
            Webhooks = defaults.Webhooks with
            {
                AllowPrivateAddresses = Flag(configuration, "Webhooks:AllowPrivateAddresses") ?? false,
                MaxAttempts = Whole(configuration, "Webhooks:MaxAttempts", 1, 100) ?? defaults.Webhooks.MaxAttempts,
                FirstWait = Whole(configuration, "Webhooks:FirstWaitSeconds", 1, 3600) is { } wait ? TimeSpan.FromSeconds(wait) : defaults.Webhooks.FirstWait,
            },
            Cleanup = new()
            {
                JobsAfter = Days(configuration, "Cleanup:JobsAfterDays"),
                LogsAfter = Days(configuration, "Cleanup:LogsAfterDays"),
                ResultsAfter = Days(configuration, "Cleanup:ResultsAfterDays"),
                DeliveriesAfter = Days(configuration, "Cleanup:DeliveriesAfterDays") ?? defaults.Cleanup.DeliveriesAfter,
            },
        };
    }

    private static Dictionary<string, EngineAdmission> Engines(IConfiguration configuration) => configuration.GetSection($"{Section}:Engines").GetChildren().ToDictionary(
        engine => engine.Key,
        engine => new EngineAdmission(
            Rate(configuration, $"Engines:{engine.Key}:StartsPerSecond"),
            Whole(configuration, $"Engines:{engine.Key}:Burst", 1, 10_000) ?? 1,
            Whole(configuration, $"Engines:{engine.Key}:MaxRunning", 1, 100_000)));

    private static TimeSpan? Days(IConfiguration configuration, string name) => Whole(configuration, name, 1, 36_500) is { } days ? TimeSpan.FromDays(days) : null;

    private static bool? Flag(IConfiguration configuration, string name)
    {
        if (configuration[$"{Section}:{name}"] is not { Length: > 0 } text) return null;
        return bool.TryParse(text, out var flag) ? flag : throw new StartupException($"{Key(name)} is '{text}'. Set it to true or false.");
    }

    private static double? Rate(IConfiguration configuration, string name)
    {
        if (configuration[$"{Section}:{name}"] is not { Length: > 0 } text) return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0.01 and <= 1000
            ? rate
            : throw new StartupException($"{Key(name)} is '{text}'. Set it to a number from 0.01 to 1000.");
    }

    private static (IPAddress Address, int Port) ListenOn(IConfiguration configuration, JobServiceOptions defaults)
    {
        var address = configuration[$"{Section}:Address"];
        var port = Whole(configuration, "Port", 0, IPEndPoint.MaxPort);
        if (address is null && port is null && configuration["urls"] is { Length: > 0 } urls) return ListenUrl.Parse(urls);
        return (address is null ? defaults.Address : ListenUrl.ParseHost(address, Key("Address")), port ?? defaults.Port);
    }

    private static int? Whole(IConfiguration configuration, string name, int min, int max)
    {
        if (configuration[$"{Section}:{name}"] is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new StartupException($"{Key(name)} is '{text}'. Set it to a whole number from {min} to {max}.");
    }

    private static string Key(string name) => $"{Section}:{name} (environment: {PlatformOptions.EnvironmentName($"{Section}:{name}")})";
}
