namespace Floe.JobService.Kubernetes.Login;

/// <summary>Gives the credential to use now. Thread-safe; asked before each request, so what it gives is kept while it is good.</summary>
internal interface ICredentialSource
{
    /// <exception cref="LoginException">There is none to be had.</exception>
    ValueTask<Credential> GetAsync(CancellationToken cancellationToken);

    /// <summary>The server did not take it (401).</summary>
    /// <returns>Whether the next one may be another.</returns>
    bool Refuse(Credential refused);
}
