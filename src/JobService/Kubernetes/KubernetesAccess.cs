using Floe.JobService.Kubernetes.Login;

namespace Floe.JobService.Kubernetes;

/// <summary>What one request goes over, and what it shows.</summary>
internal readonly record struct KubernetesAccess(KubernetesSession Session, Credential Credential)
{
    /// <summary>The server refused the credential.</summary>
    /// <returns>Whether there may be another.</returns>
    public bool Refuse() => Session.Login.Credentials.Refuse(Credential);
}
