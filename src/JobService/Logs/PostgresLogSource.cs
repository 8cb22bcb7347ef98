using Npgsql;

namespace Floe.JobService.Logs;

internal sealed class PostgresLogSource(NpgsqlDataSource source, LogName name) : ILogSource
{
    private const string Pieces =
        "SELECT start_byte, lines FROM job_log WHERE job_id = $1 AND attempt = $2 AND role = $3 AND end_byte > $4 AND start_byte < $5 ORDER BY start_byte";

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        var count = await ReadPiecesAsync(buffer, offset, cancellationToken);
        // The end of a log looks the same as one that was deleted under its reader.
        return count > 0 || await PostgresLogs.IsThereAsync(source, name, cancellationToken) ? count : throw new LogRemovedException(name);
    }

    public async ValueTask<long> LengthAsync(CancellationToken cancellationToken) =>
        await PostgresLogs.LengthAsync(source, name, cancellationToken) is > 0 and var length ? length : throw new LogRemovedException(name);

    public void Dispose()
    {
        // Holds nothing between reads.
    }

    private async Task<int> ReadPiecesAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Pieces);
        command.Parameters.Add(new() { Value = name.JobId });
        command.Parameters.Add(new() { Value = name.Attempt });
        command.Parameters.Add(new() { Value = name.Role });
        command.Parameters.Add(new() { Value = offset });
        command.Parameters.Add(new() { Value = offset + buffer.Length });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var count = 0;
        while (count < buffer.Length && await reader.ReadAsync(cancellationToken))
        {
            var skip = (int)(offset + count - reader.GetInt64(0));
            // A piece that comes later than one that is not there yet waits for it.
            if (skip < 0) break;
            var lines = await reader.GetFieldValueAsync<byte[]>(1, cancellationToken);
            var part = lines.AsMemory(skip, Math.Min(lines.Length - skip, buffer.Length - count));
            part.CopyTo(buffer[count..]);
            count += part.Length;
        }
        return count;
    }
}
