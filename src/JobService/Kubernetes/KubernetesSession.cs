using System.Net;
using System.Net.Security;
using k8s;
using k8s.Authentication;

namespace Floe.JobService.Kubernetes;

/// <summary>Connections to one API server with one login. A kubeconfig that changed needs a new one.</summary>
internal sealed class KubernetesSession : IDisposable
{
    private readonly ServiceClientCredentials? _credentials;

    private KubernetesSession(HttpClient http, ServiceClientCredentials? credentials)
    {
        Http = http;
        _credentials = credentials;
    }

    public HttpClient Http { get; }

    public static KubernetesSession Open(KubernetesClientConfiguration configuration)
    {
#pragma warning disable CA2000 // The client owns the handler.
        var http = new HttpClient(Handler(configuration))
#pragma warning restore CA2000
        {
            BaseAddress = new Uri(configuration.Host.TrimEnd('/') + "/"),
            DefaultRequestVersion = HttpVersion.Version20,
            // Watches and logs stay open; each other request has its own limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("floe");
        return new(http, k8s.Kubernetes.CreateCredentials(configuration));
    }

    /// <summary>Signs the request; tokens of exec plugins and of service accounts are renewed on the way.</summary>
    public Task AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _credentials?.ProcessHttpRequestAsync(request, cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => Http.Dispose();

    private static SocketsHttpHandler Handler(KubernetesClientConfiguration configuration)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(60),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        };
        handler.SslOptions.TargetHost = configuration.TlsServerName;
        if (ClientCertificate.Of(configuration) is { } certificate) handler.SslOptions.ClientCertificates = [certificate];
        handler.SslOptions.RemoteCertificateValidationCallback = Validation(configuration);
        return handler;
    }

    private static RemoteCertificateValidationCallback? Validation(KubernetesClientConfiguration configuration)
    {
#pragma warning disable CA5359 // The kubeconfig says insecure-skip-tls-verify.
        if (configuration.SkipTlsVerify) return (_, _, _, _) => true;
#pragma warning restore CA5359
        if (configuration.SslCaCerts is not { Count: > 0 } authorities) return null;
        return (sender, certificate, chain, errors) => k8s.Kubernetes.CertificateValidationCallBack(sender, authorities, certificate!, chain!, errors);
    }
}
