using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Floe.JobService.Kubernetes.Login;

/// <summary>The account of the pod that the service runs in: the kubelet mounts its token and the cluster's CA, and names the API server in the environment.</summary>
internal sealed record ServiceAccount(string Host, int Port, string Folder)
{
    public const string DefaultFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <exception cref="LoginException">The folder has no token or CA.</exception>
    public ClusterLogin Login(TimeProvider time)
    {
        var (token, authority) = (Path.Combine(Folder, "token"), Path.Combine(Folder, "ca.crt"));
        if (!File.Exists(token) || !File.Exists(authority))
            throw new LoginException($"The pod has no service account at {Folder} (token and ca.crt). Set automountServiceAccountToken: true in its spec, or JobService:SparkOperator:Kubeconfig to a file.");
        return new()
        {
            Server = new UriBuilder("https", Host, Port).Uri,
            Authorities = ReadAuthorities(authority),
            Credentials = new TokenFile(token, null, time),
            Files = [authority],
        };
    }

    private static X509Certificate2Collection ReadAuthorities(string path)
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(path);
            return authorities.Count > 0 ? authorities : throw new LoginException($"{path} has no certificate.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new LoginException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
