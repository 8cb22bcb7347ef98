using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Floe.JobService.Tests.Support;

/// <summary>One PostgreSQL server over a folder of its own, on a port that stays the same; it can be stopped and started again.</summary>
public sealed class PostgresInstance : IAsyncDisposable
{
    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port = FreePort();
    private Process? _process;

    private PostgresInstance(string programs, string folder)
    {
        _programs = programs;
        _folder = folder;
    }

    /// <summary>As a superuser, without a pool.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=floe;Database=postgres;Pooling=false";

    /// <summary>The server refuses to run as root: then it runs as the user that its package made.</summary>
    private static bool AsRoot => !OperatingSystem.IsWindows() && Environment.UserName == "root";

    /// <summary>Null where the programs of PostgreSQL are not there.</summary>
    public static async Task<PostgresInstance?> TryStartAsync()
    {
        if (FindPrograms() is not { } programs) return null;
        var instance = new PostgresInstance(programs, Directory.CreateTempSubdirectory("floe-postgres-").FullName);
        if (AsRoot) await RunAsync("chown", "postgres", instance._folder);
        await RunAsync(Command(programs, "initdb", AsRoot, "-D", instance.Data, "-U", "floe", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        await instance.StartAsync();
        return instance;
    }

    private string Data => Path.Combine(_folder, "data");

    public async Task StartAsync()
    {
        _process = Process.Start(Command(_programs, "postgres", AsRoot, "-D", Data, "-p", $"{_port}", "-h", "127.0.0.1", "-k", _folder, "-c", "max_connections=400", "-c", "shared_buffers=64MB"))!;
        await ReadyAsync(_process, ConnectionString);
    }

    /// <summary>All at once, as at a power cut.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process) return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
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
}
