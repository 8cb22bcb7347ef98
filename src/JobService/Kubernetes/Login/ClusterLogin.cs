using System.Security.Cryptography.X509Certificates;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>Where an API server is, how it is known, and as whom to talk to it.</summary>
internal sealed record ClusterLogin
{
    public required Uri Server { get; init; }

    public required ICredentialSource Credentials { get; init; }

    /// <summary>Who may have signed the server's certificate; null: whom this machine trusts.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Any certificate will do (<c>insecure-skip-tls-verify</c>).</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>The name in the server's certificate; null: that of its address.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Null: what the environment says (<c>HTTPS_PROXY</c>, <c>NO_PROXY</c>).</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Whom to act as (<c>as</c>, <c>as-groups</c>), as headers of each request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The files that all this was read from. When one of them changes, the login is read anew.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}
