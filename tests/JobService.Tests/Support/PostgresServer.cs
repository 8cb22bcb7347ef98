using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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
        if (running.Process is not { } process) return;
        NpgsqlConnection.ClearAllPools();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(running.Folder!, recursive: true);
    }

    private static async Task<Running> StartAsync()
    {
        if (Environment.GetEnvironmentVariable("FLOE_TEST_POSTGRES") is { Length: > 0 } given) return new(given, null, null, null);
        if (FindPrograms() is not { } programs)
            return new("", null, null, "No PostgreSQL server programs were found (initdb, postgres). Install them (apt-get install postgresql), or set FLOE_TEST_POSTGRES.");
        var folder = Directory.CreateTempSubdirectory("floe-postgres-").FullName;
        // The server refuses to run as root: then it runs as the user that its package made.
        var asRoot = !OperatingSystem.IsWindows() && Environment.UserName == "root";
        if (asRoot) await RunAsync("chown", "postgres", folder);
        var data = Path.Combine(folder, "data");
        await RunAsync(Command(programs, "initdb", asRoot, "-D", data, "-U", "floe", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        var port = FreePort();
        var process = Process.Start(Command(programs, "postgres", asRoot, "-D", data, "-p", $"{port}", "-h", "127.0.0.1", "-k", folder, "-c", "max_connections=400", "-c", "shared_buffers=64MB"))!;
        var connectionString = $"Host=127.0.0.1;Port={port};Username=floe;Database=postgres;Pooling=false";
        await ReadyAsync(process, connectionString);
        return new(connectionString, process, folder, null);
    }

    private static async Task ReadyAsync(Process process, string connectionString)
    {
        // Its "ready" line; what comes after it is thrown away.
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal)) break;
        }
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
    }

    private static ProcessStartInfo Command(string programs, string program, bool asRoot, params string[] arguments)
    {
        var path = Path.Combine(programs, OperatingSystem.IsWindows() ? $"{program}.exe" : program);
        return asRoot ? Info("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]) : Info(path, arguments);
    }

    private static ProcessStartInfo Info(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };

    private static Task RunAsync(string program, params string[] arguments) => RunAsync(Info(program, arguments));

    private static async Task RunAsync(ProcessStartInfo info)
    {
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{info.FileName} failed: {await output} {error}");
    }

    private static string? FindPrograms()
    {
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(folder => Path.Combine(folder, "bin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) || File.Exists(Path.Combine(folder, "initdb.exe")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Running(string ConnectionString, Process? Process, string? Folder, string? Missing);
}
