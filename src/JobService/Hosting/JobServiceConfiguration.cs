using System.Globalization;
using System.Net;
using Floe.ServiceDefaults.Platform;
using Floe.ServiceDefaults.Startup;

namespace Floe.JobService.Hosting;

/// <summary>The settings as the standalone service reads them: <c>JobService:*</c>, in the environment <c>JobService__*</c>.</summary>
public static class JobServiceConfiguration
{
    private const string Section = "JobService";
    private const string DefaultFolder = ".floe/jobs";

    /// <summary>
    /// <c>DataFolder</c>, <c>Address</c>, <c>Port</c>, <c>MaxRunningJobs</c>, <c>StopGraceSeconds</c>, <c>MaxResultRows</c>, <c>EngineMemoryMegabytes</c>; each has a default. Where neither
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
            MaxRunningJobs = Whole(configuration, "MaxRunningJobs", 1, 1000) ?? defaults.MaxRunningJobs,
            StopGrace = Whole(configuration, "StopGraceSeconds", 0, 3600) is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.StopGrace,
            EngineMemoryMegabytes = Whole(configuration, "EngineMemoryMegabytes", 64, int.MaxValue),
            MaxResultRows = Whole(configuration, "MaxResultRows", 1, 100_000) ?? defaults.MaxResultRows,
        };
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
