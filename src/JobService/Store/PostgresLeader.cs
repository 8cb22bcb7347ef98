using Floe.JobService.Dispatch;
using Floe.JobService.Jobs;
using Floe.JobService.Telemetry;
using Npgsql;

namespace Floe.JobService.Store;

/// <summary>
/// The leader holds a session's advisory lock. A process that is killed loses its session at once, and one that is stopped or cut off when the
/// server has not heard of it for a while. What such a process still does is kept from the store by the epoch.
/// </summary>
internal sealed class PostgresLeader(PostgresDatabase database, TimeProvider time, ILogger<PostgresLeader> logger) : ILeaderElection
{
    /// <summary>How often a leader shows that it lives, and the others look whether there is one.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>How often the leader of a server that is down looks whether it is back; more often than others do.</summary>
    private static readonly TimeSpan Renewal = TimeSpan.FromMilliseconds(500);

    /// <summary>The server ends the session of a leader that it has not heard of for so long.</summary>
    private const int SilenceMilliseconds = 7000;

    public async Task<LeaderTerm> WinAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await TryAsync(cancellationToken) is { } term) return term;
            }
            catch (Exception e) when (database.IsAway(e))
            {
                logger.StoreAway(e, Beat);
            }
            await Task.Delay(Beat, time, cancellationToken);
        }
    }

    private async Task<LeaderTerm?> TryAsync(CancellationToken cancellationToken)
    {
        if (await OpenAsync(database, cancellationToken) is not { } connection) return null;
        var won = false;
        try
        {
            // Waits for a write of the leader before: after this, none of its writes counts.
            var epoch = await ScalarAsync<long>(connection,
                $"WITH lock AS (SELECT pg_advisory_xact_lock({PostgresDatabase.WriterLock})) UPDATE job_leader SET epoch = epoch + 1, holder = '{Holder()}' FROM lock RETURNING epoch", cancellationToken);
            var hasJobs = await ScalarAsync<bool>(connection, $"SELECT EXISTS (SELECT 1 FROM job WHERE state IN ({JobStates.InEngineSql}) AND epoch <> 0)", cancellationToken);
            won = true;
            return new Term(connection, epoch, hasJobs, time, database, logger);
        }
        finally
        {
            if (!won) await connection.DisposeAsync();
        }
    }

    /// <summary>A session that holds the leader's lock; null where another one does.</summary>
    private static async Task<NpgsqlConnection?> OpenAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        var connection = await database.OpenSessionAsync(cancellationToken);
        var won = false;
        try
        {
            won = await ScalarAsync<bool>(connection, $"SELECT pg_try_advisory_lock({PostgresDatabase.LeaderLock})", cancellationToken);
            if (won) await ScalarAsync<string>(connection, $"SELECT set_config('idle_session_timeout', '{SilenceMilliseconds}', false)", cancellationToken);
            return won ? connection : null;
        }
        catch
        {
            won = false;
            throw;
        }
        finally
        {
            if (!won) await connection.DisposeAsync();
        }
    }

    private static string Holder() => $"{Environment.MachineName.Replace("'", "", StringComparison.Ordinal)} {Environment.ProcessId}";

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 5 };
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private sealed class Term : LeaderTerm
    {
        private NpgsqlConnection _connection;
        private readonly CancellationTokenSource _lost = new();
        private readonly CancellationTokenSource _ended = new();
        private readonly Task _beating;

        public Term(NpgsqlConnection connection, long epoch, bool hasJobs, TimeProvider time, PostgresDatabase database, ILogger logger)
        {
            _connection = connection;
            Epoch = epoch;
            HasJobsInEngine = hasJobs;
            _beating = Task.Run(() => BeatAsync(time, database, logger));
        }

        public override long Epoch { get; }

        public override bool HasJobsInEngine { get; }

        public override CancellationToken Lost => _lost.Token;

        public override async ValueTask DisposeAsync()
        {
            await _ended.CancelAsync();
            await _beating;
            await _connection.DisposeAsync();
            _lost.Dispose();
            _ended.Dispose();
        }

        private async Task BeatAsync(TimeProvider time, PostgresDatabase database, ILogger logger)
        {
            try
            {
                while (true)
                {
                    await Task.Delay(Beat, time, _ended.Token);
                    try
                    {
                        await ScalarAsync<int>(_connection, "SELECT 1", _ended.Token);
                    }
                    catch (Exception e) when (database.IsAway(e) && !_ended.IsCancellationRequested)
                    {
                        logger.LeaderSessionLost(e, Epoch);
                        if (!await RenewAsync(time, database, logger)) return;
                    }
                }
            }
            catch (OperationCanceledException) when (_ended.IsCancellationRequested)
            {
                // The term is given up.
            }
            catch (Exception e) when (database.IsAway(e) || e is OperationCanceledException)
            {
                logger.LeadershipLost(e, Epoch);
                await _lost.CancelAsync();
            }
        }

        /// <summary>
        /// A server that is down is down for everybody: nobody else leads, and the runs here may go on until it is back. False where somebody was
        /// faster then. A server that only this process cannot reach is another matter.
        /// </summary>
        private async Task<bool> RenewAsync(TimeProvider time, PostgresDatabase database, ILogger logger)
        {
            while (true)
            {
                try
                {
                    if (await OpenAsync(database, _ended.Token) is { } session)
                    {
                        await _connection.DisposeAsync();
                        _connection = session;
                        var current = await ScalarAsync<long>(session, "SELECT epoch FROM job_leader", _ended.Token);
                        if (current == Epoch) return true;
                        throw new LeaderReplacedException(Epoch, current);
                    }
                    throw new LeaderReplacedException(Epoch, Epoch + 1);
                }
                catch (LeaderReplacedException e)
                {
                    logger.LeadershipLost(e, Epoch);
                    await _lost.CancelAsync();
                    return false;
                }
                catch (Exception e) when (PostgresDatabase.IsDown(e))
                {
                    await Task.Delay(Renewal, time, _ended.Token);
                }
            }
        }
    }
}
