using System.Security.Cryptography;
using System.Text;
using Npgsql;

[assembly: AssemblyFixture(typeof(Floe.JobService.Tests.Support.PostgresServer))]

namespace Floe.JobService.Tests.Support;

/// <summary>
/// A PostgreSQL server for this run of the tests: its own folder, a free loopback port, gone at the end. Started by the first test that needs it.
/// <c>FLOE_TEST_POSTGRES</c> names a server that is there already, as a connection string of a superuser.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string NotFound = "No PostgreSQL server programs were found (initdb, postgres). Install them (apt-get install postgresql), or set FLOE_TEST_POSTGRES.";

    private readonly Lazy<Task<Running>> _running = new(StartAsync);

    public static async Task<PostgresServer> OfThisRunAsync() =>
        await TestContext.Current.GetFixture<PostgresServer>() ?? throw new InvalidOperationException("There is no PostgreSQL fixture outside of a test.");

    /// <summary>The connection string of a database that belongs to this name alone; made where it is not there yet.</summary>
    public async Task<string> DatabaseAsync(string name)
    {
        var running = await _running.Value;
        if (running.Missing is { } why) Assert.Skip(why);
        var database = "t" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..24];
        await using var connection = new NpgsqlConnection(running.ConnectionString);
        await connection.OpenAsync();
        await using var exists = new NpgsqlCommand($"SELECT count(*) FROM pg_database WHERE datname = '{database}'", connection);
        if (await exists.ExecuteScalarAsync() is 0L)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE {database}", connection);
            await create.ExecuteNonQueryAsync();
        }
        return new NpgsqlConnectionStringBuilder(running.ConnectionString) { Database = database, Pooling = true, MaxPoolSize = 20 }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsValueCreated) return;
        var running = await _running.Value;
        if (running.Instance is not { } instance) return;
        NpgsqlConnection.ClearAllPools();
        await instance.DisposeAsync();
    }

    private static async Task<Running> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("FLOE_TEST_POSTGRES") is { Length: > 0 } given) return new(given, null, null);
        return await PostgresInstance.TryStartAsync() is { } instance ? new(instance.ConnectionString, instance, null) : new("", null, NotFound);
    }

    private sealed record Running(string ConnectionString, PostgresInstance? Instance, string? Missing);
}
