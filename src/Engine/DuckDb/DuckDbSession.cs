using System.Globalization;
using Apache.Arrow.Ipc;
using DuckDB.NET.Data;

namespace Floe.Engine.DuckDb;

/// <summary>
/// One in-memory DuckDB for one run: limited in threads and memory, spilling to a folder of its own, without network or extensions.
/// Its configuration is locked once set. Local files stay readable, as Iceberg's files are read by path; that a script cannot name one is
/// seen to by <see cref="Queries.QueryGuard"/>.
/// Not thread-safe: one statement at a time.
/// </summary>
internal sealed class DuckDbSession : IAsyncDisposable
{
    private readonly DuckDBConnection _connection;

    private DuckDbSession(DuckDBConnection connection, string folder)
    {
        _connection = connection;
        Folder = folder;
    }

    public DuckDBConnection Connection => _connection;

    /// <summary>Where it spills to.</summary>
    public string Folder { get; }

    /// <param name="settings">Further settings, as SQL, before they are locked.</param>
    public static async Task<DuckDbSession> OpenAsync(EngineOptions options, CancellationToken cancellationToken, string settings = "")
    {
        var folder = Path.Combine(options.TempFolderOrDefault, "duckdb-" + Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(folder);
        var connection = new DuckDBConnection("DataSource=:memory:");
        var session = new DuckDbSession(connection, folder);
        try
        {
            connection.Open();
            await session.ExecuteAsync(
                string.Create(CultureInfo.InvariantCulture, $"""
                SET errors_as_json = true;
                SET autoinstall_known_extensions = false;
                SET autoload_known_extensions = false;
                SET allow_community_extensions = false;
                SET threads = {options.ThreadsOrDefault};
                SET memory_limit = {Quote.Text(options.MemoryLimitOrDefault)};
                SET temp_directory = {Quote.Text(folder)};
                SET TimeZone = 'UTC';
                {settings}
                SET lock_configuration = true;
                """),
                cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <returns>The number of rows changed, where the statement changes rows.</returns>
    /// <exception cref="DuckDbFailure">DuckDB refused or gave up.</exception>
    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        RunAsync(sql, streaming: false, command => command.ExecuteNonQuery(), cancellationToken);

    /// <summary>Reads all rows of a small answer.</summary>
    public Task<List<T>> QueryAsync<T>(string sql, Func<DuckDBDataReader, T> read, CancellationToken cancellationToken) =>
        RunAsync(sql, streaming: false, command =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        }, cancellationToken);

    /// <summary>Hands a reader over rows that DuckDB makes as they are read: who stops early saves the rest of the work.</summary>
    public Task<T> StreamAsync<T>(string sql, Func<DuckDBDataReader, T> read, CancellationToken cancellationToken) =>
        RunAsync(sql, streaming: true, command =>
        {
            using var reader = command.ExecuteReader();
            return read(reader);
        }, cancellationToken);

    /// <summary>As <see cref="StreamAsync"/>, in Arrow record batches that DuckDB makes itself.</summary>
    public Task<T> StreamArrowAsync<T>(string sql, Func<IArrowArrayStream, Task<T>> read, CancellationToken cancellationToken) =>
        OnPoolThreadAsync(sql, streaming: true, async command =>
        {
            using var stream = command.ExecuteArrowStream();
            return await read(stream);
        }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private Task<T> RunAsync<T>(string sql, bool streaming, Func<DuckDBCommand, T> run, CancellationToken cancellationToken) =>
        OnPoolThreadAsync(sql, streaming, command => Task.FromResult(run(command)), cancellationToken);

    /// <summary>DuckDB works on a pool thread, as its calls block; cancelling interrupts it within the batch of rows it is at.</summary>
    private Task<T> OnPoolThreadAsync<T>(string sql, bool streaming, Func<DuckDBCommand, Task<T>> run, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                using var command = _connection.CreateCommand();
                command.CommandText = sql;
                command.UseStreamingMode = streaming;
                using var interruption = new Interruption(command, cancellationToken);
                try
                {
                    return await run(command);
                }
                catch (Exception e) when (cancellationToken.IsCancellationRequested && e is DuckDBException or OperationCanceledException)
                {
                    throw new OperationCanceledException("The statement was cancelled.", e, cancellationToken);
                }
                catch (DuckDBException e)
                {
                    throw new DuckDbFailure(DuckDbError.Parse(e.Message), e);
                }
            },
            cancellationToken);
}
