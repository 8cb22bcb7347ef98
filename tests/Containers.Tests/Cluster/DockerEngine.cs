using System.Net.Sockets;

namespace Floe.Containers.Tests.Cluster;

/// <summary>Asks at once whether a Docker engine answers, so that nobody waits where there is none.</summary>
internal static class DockerEngine
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>Why there is none; null: it answers.</summary>
    public static async Task<string?> ProblemAsync()
    {
        var named = Environment.GetEnvironmentVariable("DOCKER_HOST");
        if (named is { Length: > 0 } && Uri.TryCreate(named, UriKind.Absolute, out var address)) return await AskAsync(address);
        if (OperatingSystem.IsWindows()) return File.Exists(@"\\.\pipe\docker_engine") ? null : @"No Docker engine listens at \\.\pipe\docker_engine.";
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] places = ["/var/run/docker.sock", Path.Combine(home, ".docker/run/docker.sock"), Path.Combine(home, ".docker/desktop/docker.sock")];
        return places.FirstOrDefault(File.Exists) is { } socket ? await AskAsync(new Uri($"unix://{socket}")) : $"No Docker engine has its socket at {string.Join(" or ", places)}.";
    }

    private static async Task<string?> AskAsync(Uri address)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var isUnix = address.Scheme == "unix";
                var socket = isUnix ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
                try
                {
                    await (isUnix ? socket.ConnectAsync(new UnixDomainSocketEndPoint(address.LocalPath), cancellationToken) : socket.ConnectAsync(address.Host, address.Port, cancellationToken));
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var http = new HttpClient(handler);
        try
        {
            using var response = await http.GetAsync(new Uri("http://docker/_ping"), limit.Token);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return $"No Docker engine answers at {address}: {e.GetBaseException().Message}";
        }
    }
}
