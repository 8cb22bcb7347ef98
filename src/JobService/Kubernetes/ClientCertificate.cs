using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;

namespace Floe.JobService.Kubernetes;

/// <summary>The certificate that a kubeconfig logs in with, as text in it or in files beside it.</summary>
internal static class ClientCertificate
{
    /// <summary>Null where the login is a token.</summary>
    public static X509Certificate2? Of(KubernetesClientConfiguration configuration)
    {
        var certificate = Text(configuration.ClientCertificateData, configuration.ClientCertificateFilePath);
        var key = Text(configuration.ClientCertificateKeyData, configuration.ClientKeyFilePath);
        if (certificate is null || key is null) return null;
        using var pem = X509Certificate2.CreateFromPem(certificate, key);
        // By way of PKCS#12: Windows does not take keys that are only in memory for TLS.
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }

    private static string? Text(string? data, string? file) =>
        data is { Length: > 0 } ? Encoding.ASCII.GetString(Convert.FromBase64String(data)) : file is { Length: > 0 } ? File.ReadAllText(file) : null;
}
