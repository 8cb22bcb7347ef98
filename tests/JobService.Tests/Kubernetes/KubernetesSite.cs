using System.Text;
using Floe.FakeKubernetes;
using Floe.FakeKubernetes.Server;
using Floe.JobService.Kubernetes;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Kubernetes;

/// <summary>An API server over HTTPS with an authority of its own, a folder for what logs in to it, and the service's client of it.</summary>
internal sealed class KubernetesSite : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private KubernetesConnection? _connection;

    private KubernetesSite(ClusterCertificates certificates, FakeApiServer server)
    {
        Certificates = certificates;
        Server = server;
    }

    public ClusterCertificates Certificates { get; }

    public FakeApiServer Server { get; }

    public SteppedClock Clock { get; } = new();

    public string Kubeconfig => PathOf("kube config");

    public string Address => $"https://127.0.0.1:{Server.Endpoint.Port}";

    public string AuthorityData => Base64(Certificates.Authority);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="names">Those in the server's certificate; none: its address.</param>
    public static async Task<KubernetesSite> StartAsync(params string[] names)
    {
        var certificates = new ClusterCertificates();
        return new(certificates, await FakeApiServer.StartAsync(new FakeCluster(TimeProvider.System), certificates: certificates, names: names));
    }

    public string PathOf(string name) => _folder.Sub(name);

    /// <summary>A file for the kubeconfig to name.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <param name="user">Members of the user, as a flow mapping.</param>
    /// <param name="cluster">Members of the cluster besides the server; null: its authority, inline.</param>
    public void WriteKubeconfig(string user, string? cluster = null) => Write("kube config", $$"""
        apiVersion: v1
        kind: Config
        current-context: here
        clusters: [{ name: c, cluster: { server: "{{Address}}", {{cluster ?? $"certificate-authority-data: {AuthorityData}"}} } }]
        users: [{ name: u, user: { {{user}} } }]
        contexts: [{ name: here, context: { cluster: c, user: u } }]
        """);

    /// <summary>Opens the connection that the next requests go over.</summary>
    public void Use(KubernetesOptions options)
    {
        _connection?.Dispose();
        _connection = new(options, Clock);
    }

    /// <summary>Lists the pods, by the kubeconfig where nothing else was said.</summary>
    public async Task<int> AskAsync(string? context = null)
    {
        if (_connection is null) Use(new() { Kubeconfig = Kubeconfig, Context = context });
        var page = await new KubernetesApi(_connection!, Clock).GetAsync(ResourceType.Pods.PathIn("spark-jobs"), KubernetesJson.Default.ListPagePodView, Cancel);
        return page.Items.Count;
    }

    /// <summary>Asks, and returns why there is no answer.</summary>
    public async Task<string> ComplaintAsync(string? context = null) => (await Assert.ThrowsAsync<KubernetesException>(() => AskAsync(context))).Message;

    public static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        await Server.DisposeAsync();
        Certificates.Dispose();
        _folder.Dispose();
    }
}
