namespace Floe.JobService.Kubernetes.Login;

/// <summary>One that stands in the kubeconfig.</summary>
internal sealed class FixedCredential(Credential credential) : ICredentialSource
{
    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) => new(credential);

    public bool Refuse(Credential refused) => false;
}
