using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Floe.JobService.Kubernetes.Login;

namespace Floe.JobService.Kubernetes;

/// <summary>Which servers are taken for the cluster's: those whose certificate the login's authorities signed, and which bears the name that was asked for.</summary>
internal static class ServerTrust
{
    public static void Apply(ClusterLogin login, SslClientAuthenticationOptions tls)
    {
#pragma warning disable CA5359 // The kubeconfig says insecure-skip-tls-verify.
        if (login.SkipTlsVerify) tls.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        else if (login.Authorities is { } authorities) tls.CertificateChainPolicy = Policy(authorities);
    }

    /// <summary>What to say of a connection that was not trusted; null: it is not that.</summary>
    public static string? Explain(Exception e, ClusterLogin login)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException)
        {
            // A server that does not take the client's certificate fails the handshake too, with other words.
            if (inner is AuthenticationException refused && refused.Message.Contains("remote certificate", StringComparison.OrdinalIgnoreCase)) return $"The server at {login.Server.GetLeftPart(UriPartial.Authority)} cannot be trusted: {refused.Message.TrimEnd('.')}. {Remedy(refused, login)}";
        }
        return null;
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        // Clusters sign for themselves: there is no list of revoked certificates to ask, and nothing to download.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private static string Remedy(AuthenticationException e, ClusterLogin login) => e.Message switch
    {
        _ when e.Message.Contains("RemoteCertificateNameMismatch", StringComparison.Ordinal) =>
            "Its certificate has another name: use the address that it is made for, or set tls-server-name in the kubeconfig.",
        _ when e.Message.Contains("NotTimeValid", StringComparison.Ordinal) => "Renew the cluster's certificates, or set this machine's clock.",
        _ when login.Authorities is null => "The kubeconfig has no certificate-authority and this machine does not trust the server's: add the cluster's CA to it.",
        _ => "Another CA than the kubeconfig's signed its certificate: fetch the kubeconfig of this cluster anew.",
    };
}
