using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Floe.FakeKubernetes.Server;

/// <summary>A Kubernetes API server over HTTP or HTTPS on a free port: what this project's service uses of it, and what can go wrong with it.</summary>
public sealed class FakeApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private readonly ClusterCertificates? _certificates;

    private FakeApiServer(FakeCluster cluster, WebApplication app, ClusterCertificates? certificates)
    {
        Cluster = cluster;
        _app = app;
        _certificates = certificates;
    }

    public FakeCluster Cluster { get; }

    public FaultPlan Faults { get; } = new();

    public ConcurrentDictionary<string, PodLog> Logs { get; } = [];

    /// <summary>Everything that was asked for, as an authorizer sees it.</summary>
    public ConcurrentDictionary<(string Group, string Resource, string Verb), int> Used { get; } = [];

    /// <summary>Null: everything is allowed.</summary>
    public RoleRules? Rules { get; set; }

    public bool HasWebhook { get; set; } = true;

    /// <summary>The token that requests need; null: none.</summary>
    public string? Token { get; set; }

    /// <summary>Whose requests are taken, by more than their token; null: everybody's.</summary>
    public Func<HttpContext, bool>? Accepts { get; set; }

    public TimeSpan Bookmarks { get; set; } = TimeSpan.FromSeconds(1);

    public Uri Endpoint { get; private set; } = new("http://127.0.0.1");

    /// <param name="cluster">Its state.</param>
    /// <param name="port">0: a free one.</param>
    /// <param name="certificates">Of whom its certificate is, and those of its users; null: HTTP.</param>
    /// <param name="names">Those in its certificate; none: its address.</param>
    public static async Task<FakeApiServer> StartAsync(FakeCluster cluster, int port = 0, ClusterCertificates? certificates = null, params string[] names)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, port, listen =>
            {
                if (certificates is not null) listen.UseHttps(Tls(certificates, names));
            });
            kestrel.Limits.MaxConcurrentConnections = null;
        });
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var app = builder.Build();
        var server = new FakeApiServer(cluster, app, certificates);
        // The log of a pod ends with it, for those who follow it too.
        cluster.Changed += change =>
        {
            if (change is { Type: "DELETED", Object.Plural: "pods" }) server.LogOf(change.Object.Uid).End();
        };
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Endpoint = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    /// <summary>A kubeconfig for it.</summary>
    public string Kubeconfig(string token = "token") => $$"""
        apiVersion: v1
        kind: Config
        current-context: fake
        clusters: [{ name: fake, cluster: { server: "{{Endpoint.AbsoluteUri.TrimEnd('/')}}"{{Authority}} } }]
        users: [{ name: fake, user: { token: {{token}} } }]
        contexts: [{ name: fake, context: { cluster: fake, user: fake } }]
        """;

    private string Authority => _certificates is null ? "" : $", certificate-authority-data: {Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(_certificates.Authority))}";

    public PodLog LogOf(string podUid) => Logs.GetOrAdd(podUid, _ => new());

    /// <summary>Ends all connections and listens no more.</summary>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
    }

    private static HttpsConnectionAdapterOptions Tls(ClusterCertificates certificates, string[] names) => new()
    {
        ServerCertificate = certificates.Server(names is [] ? ["127.0.0.1"] : names),
        ClientCertificateMode = ClientCertificateMode.AllowCertificate,
        ClientCertificateValidation = (shown, _, _) => certificates.Signed(shown),
    };

    private async Task AnswerAsync(HttpContext http)
    {
        try
        {
            http.Response.Headers.Date = Cluster.Now.ToString("R", CultureInfo.InvariantCulture);
            await DoAsync(http);
        }
        catch (ApiException failure)
        {
            http.Response.StatusCode = failure.Code;
            if (failure.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await WriteAsync(http, failure.Status());
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away.
        }
    }

    private async Task DoAsync(HttpContext http)
    {
        if ((Token is not null && http.Request.Headers.Authorization != $"Bearer {Token}") || Accepts?.Invoke(http) == false) throw new ApiException(401, "Unauthorized", "Unauthorized");
        var request = ApiRequest.Parse(http.Request) ?? throw ApiException.KindMissing();
        Used.AddOrUpdate((request.Group, request.Resource, request.Verb), 1, (_, count) => count + 1);
        if (Rules is { } rules && !rules.Allows(request)) throw new ApiException(403, "Forbidden", $"{request.Plural} is forbidden: User \"floe\" cannot {request.Verb} resource \"{request.Resource}\" in API group \"{request.Group}\" in the namespace \"{request.Namespace}\"", request.Plural, request.Name);
        var fault = Faults.Take(request);
        if (fault is Fault.Refuse refuse) throw refuse.Failure;
        if (Cluster.MissingKinds.Contains(request.Plural)) throw ApiException.KindMissing();
        await (request switch
        {
            { Verb: "watch" } => new WatchAnswer(Cluster, request, SelectorOf(http), Bookmarks, fault).RunAsync(http),
            { Verb: "list" } => WriteAsync(http, Page(http, request)),
            { Part: "log" } => LogAsync(http, request, fault),
            { Verb: "get" } => WriteAsync(http, (Cluster.Find(request.Plural, request.Namespace, request.Name!) ?? throw ApiException.NotFound(request.Plural, request.Name!)).Json),
            _ => ChangeAsync(http, request, fault),
        });
    }

    private async Task ChangeAsync(HttpContext http, ApiRequest request, Fault? fault)
    {
        var body = http.Request.ContentLength is 0 ? [] : (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!.AsObject();
        var done = request.Verb switch
        {
            "create" => Cluster.Create(request.Plural, request.Namespace, Admitted(request, body)),
            "patch" => Cluster.Patch(request.Plural, request.Namespace, request.Name!, body, isStatus: request.Part == "status"),
            "delete" => Cluster.Delete(request.Plural, request.Namespace, request.Name!, (string?)body["preconditions"]?["uid"], (string?)body["propagationPolicy"] == "Foreground"),
            _ => throw new ApiException(405, "MethodNotAllowed", "the server does not allow this method on the requested resource"),
        };
        if (fault is Fault.LoseAnswer) http.Abort();
        else await WriteAsync(http, done.Json, request.Verb == "create" ? 201 : 200);
    }

    private JsonObject Admitted(ApiRequest request, JsonObject body)
    {
        body.Remove("status");
        if (HasWebhook && request.Plural == "sparkapplications") Webhook.Admit(body);
        return body;
    }

    private Task LogAsync(HttpContext http, ApiRequest request, Fault? fault)
    {
        var pod = Cluster.Find("pods", request.Namespace, request.Name!) ?? throw ApiException.NotFound("pods", request.Name!);
        if (pod.Read()["status"]?["containerStatuses"]?[0]?["state"]?["waiting"] is { } waiting)
            throw new ApiException(400, "BadRequest", $"container \"{http.Request.Query["container"]}\" in pod \"{request.Name}\" is waiting to start: {(string?)waiting["reason"]}");
        return new LogAnswer(Cluster, LogOf(pod.Uid), fault).RunAsync(http);
    }

    private byte[] Page(HttpContext http, ApiRequest request)
    {
        // The version first: what is made in between is in the list or comes after it, else a watch from there would never tell of it.
        var newest = Cluster.Version.ToString(CultureInfo.InvariantCulture);
        var items = Cluster.List(request.Plural, request.Namespace, SelectorOf(http));
        // The token names the version of the first page and where to go on, as etcd's does.
        var (version, start) = http.Request.Query["continue"].ToString().Split('/') is [var v, var s] ? (v, int.Parse(s, CultureInfo.InvariantCulture)) : (newest, 0);
        var limit = int.TryParse(http.Request.Query["limit"], out var asked) && asked > 0 ? asked : int.MaxValue;
        var page = items.Skip(start).Take(limit).ToList();
        var next = start + page.Count < items.Count ? $"{version}/{start + page.Count}" : "";
        using var text = new MemoryStream();
        text.Write(System.Text.Encoding.UTF8.GetBytes($$"""{"kind":"List","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"},"items":["""));
        for (var i = 0; i < page.Count; i++)
        {
            if (i > 0) text.WriteByte((byte)',');
            text.Write(page[i].Json);
        }
        text.Write("]}"u8);
        return text.ToArray();
    }

    private static Selector SelectorOf(HttpContext http) => new(http.Request.Query["labelSelector"].ToString(), http.Request.Query["fieldSelector"].ToString());

    private static Task WriteAsync(HttpContext http, JsonObject body) => WriteAsync(http, System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()), http.Response.StatusCode);

    private static async Task WriteAsync(HttpContext http, byte[] body, int status = 200)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
