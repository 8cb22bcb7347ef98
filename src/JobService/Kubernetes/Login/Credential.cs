using System.Net.Http.Headers;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>What a request proves its sender with: a header, a certificate of the connection, both, or nothing.</summary>
internal sealed record Credential(AuthenticationHeaderValue? Authorization = null, ClientCertificate? Certificate = null)
{
    public static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);
}
