using System.Net;
using Floe.JobService.Auth;
using Floe.JobService.Cleanup;
using Floe.JobService.Engines;
using Floe.JobService.Logs;
using Floe.JobService.Webhooks;

namespace Floe.JobService.Hosting;

/// <summary>Settings of one job service.</summary>
public sealed record JobServiceOptions
{
    public const int DefaultPort = 4581;

    /// <summary>Holds the database and the logs, or where they are in PostgreSQL only caches; made where it is missing. One service at a time.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A loopback address where <see cref="Auth"/> is open.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0: a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// Jobs that run in this process at the same time, 1 or more; the others wait in order. Runs that an engine has elsewhere (a cluster, Spark's own
    /// processes) are not counted: their engines have limits of their own.
    /// </summary>
    public int MaxRunningJobs { get; init; } = 2;

    /// <summary>How long a stopping service lets running jobs come to their end before it interrupts them.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Rows kept of a job's last SELECT.</summary>
    public int MaxResultRows { get; init; } = 1000;

    /// <summary>Memory of one job of the embedded engine, in MB; what does not fit spills to disk. Null: half of the machine's, shared by the running jobs.</summary>
    public int? EngineMemoryMegabytes { get; init; }

    /// <summary>Connection string of a PostgreSQL database that several services share; null: a SQLite file in the data folder, for one service.</summary>
    public string? Database { get; init; }

    /// <summary>Who may use the service.</summary>
    public AuthOptions Auth { get; init; } = new();

    public WebhookOptions Webhooks { get; init; } = new();

    public CleanupOptions Cleanup { get; init; } = new();

    public LogOptions Logs { get; init; } = new();

    /// <summary>How many runs an engine takes and how fast, by its name; the engine's own limits where there is none.</summary>
    public IReadOnlyDictionary<string, EngineAdmission> Engines { get; init; } = new Dictionary<string, EngineAdmission>();

    /// <summary>False for the second and later hosts of one process: traces and metrics listen to the whole process.</summary>
    public bool OwnsProcessTelemetry { get; init; } = true;
}
