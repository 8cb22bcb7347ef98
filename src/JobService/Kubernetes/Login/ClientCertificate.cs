using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>A certificate with its key, and the intermediate ones that are sent along.</summary>
internal sealed class ClientCertificate
{
    private ClientCertificate(SslStreamCertificateContext context) => Context = context;

    public SslStreamCertificateContext Context { get; }

    /// <param name="certificate">PEM: the certificate, then those between it and the authority.</param>
    /// <param name="key">PEM: PKCS#1, PKCS#8 or SEC1, not encrypted. RSA or ECDSA.</param>
    /// <exception cref="LoginException">They are none, or do not belong together.</exception>
    public static ClientCertificate FromPem(string certificate, string key)
    {
        try
        {
            using var pem = X509Certificate2.CreateFromPem(certificate, key);
            var all = new X509Certificate2Collection();
            all.ImportFromPem(certificate);
            // By way of PKCS#12: Windows does not take keys that are only in memory for TLS.
            var own = X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
            return new(SslStreamCertificateContext.Create(own, [.. all.Skip(1)], offline: true));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new LoginException($"client certificate and key are no certificate with its key in PEM: {e.Message}", e);
        }
    }
}
