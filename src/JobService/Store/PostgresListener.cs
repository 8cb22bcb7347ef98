using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Jobs;
using Floe.JobService.Logs;
using Floe.JobService.Schedules;
using Floe.JobService.Telemetry;
using Npgsql;

namespace Floe.JobService.Store;

/// <summary>
/// Hears what other processes did: wakes followers and the dispatcher here, and stops runs of this process that were cancelled elsewhere.
/// What was said while the connection was away is made up for by looking at everything once.
/// </summary>
internal sealed class PostgresListener(
    PostgresDatabase database,
    JobSignals signals,
    DispatchSignal dispatch,
    ScheduleStore schedules,
    RunningJobs running,
    JobQueries queries,
    TimeProvider time,
    ILogger<PostgresListener> logger) : BackgroundService
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(1);

    /// <summary>A connection this silent is asked whether it lives.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (database.IsAway(e) || e is StoreAwayException)
            {
                logger.StoreAway(e, Away);
                await Task.Delay(Away, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenSessionAsync(stop);
        var cancelled = new HashSet<string>();
        connection.Notification += (_, notification) =>
        {
            if (notification.Channel == PostgresLogs.Channel)
            {
                signals.LogGrew(notification.Payload);
                return;
            }
            dispatch.Set();
            if (notification.Channel == JobChannel.Settings)
            {
                schedules.Changed.Pulse(stateChanged: false);
                return;
            }
            signals.StateChanged(notification.Payload);
            cancelled.Add(notification.Payload);
        };
        await ExecuteAsync(connection, $"LISTEN {JobChannel.Name}; LISTEN {JobChannel.Settings}; LISTEN {PostgresLogs.Channel}", stop);
        signals.AllChanged();
        schedules.Changed.Pulse(stateChanged: false);
        dispatch.Set();
        foreach (var id in running.Ids) await StopIfCancelledAsync(id, stop);
        while (true)
        {
            if (!await connection.WaitAsync(Quiet, stop)) await ExecuteAsync(connection, "SELECT 1", stop);
            var ids = running.Ids.Where(cancelled.Contains).ToList();
            cancelled.Clear();
            foreach (var id in ids) await StopIfCancelledAsync(id, stop);
        }
    }

    private async Task StopIfCancelledAsync(string id, CancellationToken stop)
    {
        if (await queries.FindStandingAsync(id, stop) is { State: JobState.Cancelling }) running.Cancel(id);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 5 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
