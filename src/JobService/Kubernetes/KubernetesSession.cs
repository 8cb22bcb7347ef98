using System.Net;
using Floe.JobService.Kubernetes.Login;

namespace Floe.JobService.Kubernetes;

/// <summary>Connections to one API server. Another login, or another client certificate, needs a new one.</summary>
internal sealed class KubernetesSession : IDisposable
{
    private KubernetesSession(ClusterLogin login, ClientCertificate? certificate)
    {
        Login = login;
        Certificate = certificate;
#pragma warning disable CA2000 // The client owns the handler.
        Http = new HttpClient(Handler())
#pragma warning restore CA2000
        {
            BaseAddress = new Uri(login.Server.AbsoluteUri.TrimEnd('/') + "/"),
            DefaultRequestVersion = HttpVersion.Version20,
            // Watches and logs stay open; each other request has its own limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        Http.DefaultRequestHeaders.UserAgent.ParseAdd("floe");
        // The handler takes the name that a certificate has to bear from the Host header; its TLS options have no say.
        Http.DefaultRequestHeaders.Host = login.TlsServerName;
        foreach (var (name, value) in login.Headers) Http.DefaultRequestHeaders.Add(name, value);
    }

    public ClusterLogin Login { get; }

    public ClientCertificate? Certificate { get; }

    public HttpClient Http { get; }

    public static KubernetesSession Open(ClusterLogin login, ClientCertificate? certificate) => new(login, certificate);

    public void Dispose() => Http.Dispose();

    private SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(60),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        };
        if (Login.Proxy is { } proxy) handler.Proxy = new WebProxy(proxy);
        ServerTrust.Apply(Login, handler.SslOptions);
        handler.SslOptions.ClientCertificateContext = Certificate?.Context;
        return handler;
    }
}
