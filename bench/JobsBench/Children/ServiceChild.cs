using System.Globalization;
using Floe.JobService.Client;

namespace Floe.JobsBench.Children;

/// <summary>The job service as its users run it, on a cluster, in a process of its own that can be killed and started again over the same data.</summary>
internal sealed class ServiceChild : IDisposable
{
    private readonly ChildProcess _process;

    private ServiceChild(ChildProcess process, Uri endpoint)
    {
        _process = process;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1024 }) { BaseAddress = endpoint, Timeout = Timeout.InfiniteTimeSpan };
        Client = new JobsClient(Http);
    }

    public ChildProcess Process => _process;

    public HttpClient Http { get; }

    public JobsClient Client { get; }

    /// <summary>Returns when it listens.</summary>
    public static async Task<ServiceChild> StartAsync(ServiceSettings settings, CancellationToken cancellationToken)
    {
        var (process, endpoint) = await ChildProcess.StartAsync(
            settings.Program ?? Path.Combine(AppContext.BaseDirectory, "Floe.JobService.dll"), [], Environment(settings), "Now listening on: ", cancellationToken);
        return new(process, endpoint);
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        Http.Dispose();
        _process.Dispose();
    }

    private static Dictionary<string, string> Environment(ServiceSettings settings) => new()
    {
        ["JobService__DataFolder"] = settings.DataFolder,
        ["JobService__Port"] = "0",
        ["JobService__SparkOperator__Kubeconfig"] = settings.Kubeconfig,
        ["JobService__SparkOperator__Namespaces"] = string.Join(',', settings.Namespaces),
        ["JobService__SparkOperator__MaxRunning"] = settings.MaxRunning.ToString(CultureInfo.InvariantCulture),
        ["JobService__SparkOperator__StartsPerSecond"] = settings.StartsPerSecond.ToString(CultureInfo.InvariantCulture),
        // Nothing listens there: no job of these measurements touches a table.
        ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9",
        ["AWS_REGION"] = "us-east-1",
        ["AWS_ACCESS_KEY_ID"] = "test",
        ["AWS_SECRET_ACCESS_KEY"] = "test",
    };
}
