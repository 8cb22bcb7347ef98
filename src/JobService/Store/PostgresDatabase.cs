using System.Net.Sockets;
using Floe.JobService.Jobs;
using Floe.ServiceDefaults.Startup;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Floe.JobService.Store;

/// <summary>A PostgreSQL database (14 or newer) that several processes of the service share.</summary>
internal sealed class PostgresDatabase : IStoreDatabase
{
    /// <summary>Advisory locks of the service in its database; any numbers would do that nobody else uses.</summary>
    public const long WriterLock = 0x466C6F65_0001;
    private const long SchemaLock = 0x466C6F65_0002;
    public const long LeaderLock = 0x466C6F65_0003;

    /// <summary>A process that is stopped (SIGSTOP, a suspended machine) in the middle of a write would keep all others from writing.</summary>
    private const string SessionLimits = "-c idle_in_transaction_session_timeout=5000";

    private readonly string _shown;
    private readonly string _unpooled;

    public PostgresDatabase(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.Options = string.Join(' ', new[] { builder.Options, SessionLimits }.Where(text => !string.IsNullOrEmpty(text)));
        builder.ApplicationName ??= "floe-jobs";
        if (builder.Timeout == 15) builder.Timeout = 5;
        _shown = $"{builder.Database} on {builder.Host}:{builder.Port}";
        Source = NpgsqlDataSource.Create(builder.ConnectionString);
        builder.Pooling = false;
        _unpooled = builder.ConnectionString;
    }

    public NpgsqlDataSource Source { get; }

    public bool IsShared => true;

    /// <summary>A session of its own, which ends when the connection is closed.</summary>
    public async Task<NpgsqlConnection> OpenSessionAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_unpooled);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public void Prepare()
    {
        try
        {
            using var connection = Source.OpenConnection();
            if (connection.PostgreSqlVersion.Major < 14)
                throw new StartupException($"The job database {_shown} is PostgreSQL {connection.PostgreSqlVersion}. Use 14 or newer: older ones cannot end the session of a leader that is stopped.");
            using var transaction = connection.BeginTransaction();
            // Several replicas may start at once.
            Execute(connection, $"SELECT pg_advisory_xact_lock({SchemaLock}); CREATE TABLE IF NOT EXISTS job_schema (version integer NOT NULL)");
            Upgrade(connection);
            transaction.Commit();
        }
        catch (NpgsqlException e)
        {
            throw new StartupException($"The job database {_shown} cannot be used: {e.Message.TrimEnd('.')}. Start it, or set JobService:Database (environment: JobService__Database) to the connection string of one that is there.", e);
        }
    }

    public void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(Source);

    public async Task<T> WriteAsync<T>(JobsContext context, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(context, cancellationToken);
        var result = await work();
        var news = StoreNews.In(context.ChangeTracker);
        await context.SaveChangesAsync(cancellationToken);
        await TellAsync(context, news, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    public async Task WriteAllAsync(JobsContext context, IReadOnlyList<Func<Task>> works)
    {
        await using var transaction = await BeginAsync(context, CancellationToken.None);
        // A work that cannot be saved takes all with it, so nobody goes back to a point in between.
        context.Database.AutoSavepointsEnabled = false;
        var jobs = new HashSet<string>();
        var hasSettings = false;
        foreach (var work in works)
        {
            await work();
            var news = StoreNews.In(context.ChangeTracker);
            jobs.UnionWith(news.Jobs);
            hasSettings |= news.HasSettings;
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
        }
        await TellAsync(context, new([.. jobs], hasSettings), CancellationToken.None);
        await transaction.CommitAsync();
    }

    public bool IsAway(Exception failure) => failure switch
    {
        // Our own statements are not at fault; what remains of these classes is the server, or what its administrator set (a lock's or a transaction's time limit).
        PostgresException e => e.SqlState[..2] is "08" or "25" or "40" or "53" or "57" or "58" || e.SqlState == PostgresErrorCodes.LockNotAvailable,
        NpgsqlException or TimeoutException => true,
        DbUpdateException { InnerException: { } inner } => IsAway(inner),
        InvalidOperationException { InnerException: NpgsqlException inner } => IsAway(inner),
        _ => false,
    };

    /// <summary>The server refuses connections, stops or starts: nobody can use it. A server that does not answer may answer others.</summary>
    public static bool IsDown(Exception failure) => failure switch
    {
        PostgresException e => e.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        NpgsqlException { InnerException: EndOfStreamException } => true,
        NpgsqlException { InnerException: SocketException inner } => inner.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset,
        _ => false,
    };

    public void Dispose() => Source.Dispose();

    private static async Task<IDbContextTransaction> BeginAsync(JobsContext context, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            await context.Database.ExecuteSqlRawAsync($"SELECT pg_advisory_xact_lock({WriterLock})", cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Others hear of it at the commit.</summary>
    private static async Task TellAsync(JobsContext context, StoreNews news, CancellationToken cancellationToken)
    {
        if (news.Jobs.Length > 0) await context.Database.ExecuteSqlAsync($"SELECT pg_notify({JobChannel.Name}, id) FROM unnest({news.Jobs}) AS id", cancellationToken);
        if (news.HasSettings) await context.Database.ExecuteSqlAsync($"SELECT pg_notify({JobChannel.Settings}, '')", cancellationToken);
    }

    private void Upgrade(NpgsqlConnection connection)
    {
        using var count = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM job_schema", connection);
        var version = Convert.ToInt32(count.ExecuteScalar());
        if (version > PostgresSchema.Steps.Count)
        {
            throw new StartupException(
                $"The job database {_shown} has version {version}; this program knows versions up to {PostgresSchema.Steps.Count}. Use the newer program, or another database.");
        }
        if (version == PostgresSchema.Steps.Count) return;
        foreach (var step in PostgresSchema.Steps.Skip(version)) Execute(connection, step);
        Execute(connection, $"DELETE FROM job_schema; INSERT INTO job_schema (version) VALUES ({PostgresSchema.Steps.Count})");
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
