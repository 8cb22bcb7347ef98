using Floe.JobService.Store;
using Npgsql;

namespace Floe.JobService.Logs;

/// <summary>
/// Logs in the shared database, in pieces of some lines: every replica serves every log, and a log outlives the machine that wrote it. Pieces
/// go there a few times a second, beside the store's own writes.
/// </summary>
internal sealed class PostgresLogs(PostgresDatabase database, TimeProvider time, ILogger<PostgresLogs> logger) : ILogStore
{
    /// <summary>The notification that a log grew; its payload is the job's id.</summary>
    public const string Channel = "floe_log";

    private NpgsqlDataSource Source => database.Source;

    public async ValueTask<ILogSink> OpenSinkAsync(LogName name, CancellationToken cancellationToken) =>
        new PostgresLogSink(Source, name, await LengthAsync(Source, name, cancellationToken), time, logger);

    public async ValueTask<ILogSource?> OpenSourceAsync(LogName name, CancellationToken cancellationToken) =>
        await IsThereAsync(Source, name, cancellationToken) ? new PostgresLogSource(Source, name) : null;

    public async Task<IReadOnlyList<LogName>> ListAsync(string jobId, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand("SELECT attempt, role FROM job_log WHERE job_id = $1 AND start_byte = 0 ORDER BY attempt, role");
        command.Parameters.Add(new() { Value = jobId });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var logs = new List<LogName>();
        while (await reader.ReadAsync(cancellationToken)) logs.Add(new(jobId, reader.GetInt32(0), reader.GetString(1)));
        return logs;
    }

    public async Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand("DELETE FROM job_log WHERE job_id = $1");
        command.Parameters.Add(new() { Value = jobId });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task DeleteAsync(string jobId, int attempt, CancellationToken cancellationToken)
    {
        await using var command = Source.CreateCommand("DELETE FROM job_log WHERE job_id = $1 AND attempt = $2");
        command.Parameters.Add(new() { Value = jobId });
        command.Parameters.Add(new() { Value = attempt });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async ValueTask<long> LengthAsync(NpgsqlDataSource source, LogName name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT coalesce(max(end_byte), 0) FROM job_log WHERE job_id = $1 AND attempt = $2 AND role = $3");
        command.Parameters.Add(new() { Value = name.JobId });
        command.Parameters.Add(new() { Value = name.Attempt });
        command.Parameters.Add(new() { Value = name.Role });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>One without its beginning is not: a process that was away for days may add to a log that was deleted.</summary>
    public static async ValueTask<bool> IsThereAsync(NpgsqlDataSource source, LogName name, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("SELECT EXISTS (SELECT 1 FROM job_log WHERE job_id = $1 AND attempt = $2 AND role = $3 AND start_byte = 0)");
        command.Parameters.Add(new() { Value = name.JobId });
        command.Parameters.Add(new() { Value = name.Attempt });
        command.Parameters.Add(new() { Value = name.Role });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
