using System.Net;
using Floe.JobService.Cleanup;
using Floe.JobService.Engines;
using Floe.JobService.Logs;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Webhooks;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Hosting;

/// <summary>The settings as the standalone service reads them: <c>JobService:*</c>, in the environment <c>JobService__*</c>.</summary>
public static class JobServiceConfiguration
{
    private const string Section = "JobService";
    private const string DefaultFolder = ".floe/jobs";

    /// <summary>
    /// <c>DataFolder</c>, <c>Database</c>, <c>Address</c>, <c>Port</c>, <c>MaxRunningJobs</c>, <c>StopGraceSeconds</c>, <c>MaxResultRows</c>, <c>EngineMemoryMegabytes</c>,
    /// <c>Auth:*</c>, <c>Engines:NAME:*</c>, <c>Webhooks:*</c>, <c>Cleanup:*</c>, <c>Logs:*</c> (docs/jobs.md); each has a default. Where neither
    /// address nor port is set, ASPNETCORE_URLS counts, which is how Aspire says where to listen.
    /// </summary>
    /// <exception cref="StartupException">Values are not what their keys need; the message has them all.</exception>
    public static JobServiceOptions Read(IConfiguration configuration)
    {
        var settings = new Settings(configuration, Section);
        var defaults = new JobServiceOptions { DataFolder = configuration[$"{Section}:DataFolder"] ?? DefaultFolder };
        var (address, port) = settings.Try(() => ListenOn(configuration, settings, defaults), (defaults.Address, defaults.Port));
        var options = defaults with
        {
            Address = address,
            Port = port,
            MaxRunningJobs = settings.Whole("MaxRunningJobs", 1, 100_000) ?? defaults.MaxRunningJobs,
            StopGrace = settings.Seconds("StopGraceSeconds", 0, 3600) ?? defaults.StopGrace,
            EngineMemoryMegabytes = settings.Whole("EngineMemoryMegabytes", 64, int.MaxValue),
            MaxResultRows = settings.Whole("MaxResultRows", 1, 100_000) ?? defaults.MaxResultRows,
            Database = settings.Text("Database"),
            Auth = settings.Try(() => AuthConfiguration.Read(configuration.GetSection($"{Section}:Auth")), defaults.Auth),
            Engines = Engines(configuration, settings),
            Webhooks = Webhooks(settings, defaults.Webhooks),
            Cleanup = Cleanup(settings, defaults.Cleanup),
            Logs = Logs(settings),
        };
        settings.ThrowIfWrong();
        return options;
    }

    private static Dictionary<string, EngineAdmission> Engines(IConfiguration configuration, Settings settings) => configuration.GetSection($"{Section}:Engines").GetChildren().ToDictionary(
        engine => engine.Key,
        engine => new EngineAdmission(
            settings.Number($"Engines:{engine.Key}:StartsPerSecond", 0.01, 1000),
            settings.Whole($"Engines:{engine.Key}:Burst", 1, 10_000) ?? 1,
            settings.Whole($"Engines:{engine.Key}:MaxRunning", 1, 100_000)));

    private static WebhookOptions Webhooks(Settings settings, WebhookOptions defaults) => defaults with
    {
        AllowPrivateAddresses = settings.Flag("Webhooks:AllowPrivateAddresses") ?? false,
        MaxAttempts = settings.Whole("Webhooks:MaxAttempts", 1, 100) ?? defaults.MaxAttempts,
        FirstWait = settings.Seconds("Webhooks:FirstWaitSeconds", 1, 3600) ?? defaults.FirstWait,
    };

    private static CleanupOptions Cleanup(Settings settings, CleanupOptions defaults) => new()
    {
        JobsAfter = settings.Days("Cleanup:JobsAfterDays"),
        LogsAfter = settings.Days("Cleanup:LogsAfterDays"),
        ResultsAfter = settings.Days("Cleanup:ResultsAfterDays"),
        DeliveriesAfter = settings.Days("Cleanup:DeliveriesAfterDays") ?? defaults.DeliveriesAfter,
    };

    private static LogOptions Logs(Settings settings)
    {
        ArchiveFolder? archive = null;
        if (settings.Text("Logs:Archive") is { } text)
        {
            (archive, var error) = ArchiveSetting.Read(text);
            if (error is not null) settings.Wrong("Logs:Archive", $"is '{text}': it {error}");
        }
        else if (settings.Text("Logs:LocalAfterDays") is not null)
        {
            settings.Wrong("Logs:LocalAfterDays", $"removes copies of archived logs, and there is no archive. Set {settings.Key("Logs:Archive")} too, or Cleanup:LogsAfterDays to delete logs for good.");
        }
        return new() { Archive = archive, LocalAfter = settings.Days("Logs:LocalAfterDays", min: 0) };
    }

    private static (IPAddress Address, int Port) ListenOn(IConfiguration configuration, Settings settings, JobServiceOptions defaults)
    {
        var address = configuration[$"{Section}:Address"];
        var port = settings.Whole("Port", 0, IPEndPoint.MaxPort);
        if (address is null && port is null && configuration["urls"] is { Length: > 0 } urls) return ListenUrl.Parse(urls);
        return (address is null ? defaults.Address : ListenUrl.ParseHost(address, settings.Key("Address")), port ?? defaults.Port);
    }
}
