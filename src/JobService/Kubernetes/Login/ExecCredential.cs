namespace Floe.JobService.Kubernetes.Login;

/// <summary>Keeps what a plugin gave until it expires or the server refuses it. One run of the plugin serves all who wait.</summary>
internal sealed class ExecCredential(ExecPlugin plugin, TimeProvider time) : ICredentialSource, IDisposable
{
    /// <summary>A request takes its way; a credential that ends meanwhile is refused.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Kept? _kept;

    public async ValueTask<Credential> GetAsync(CancellationToken cancellationToken)
    {
        if (_kept is { } kept && IsGood(kept)) return kept.Credential;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_kept is { } fresh && IsGood(fresh)) return fresh.Credential;
            var status = await ExecRun.RunAsync(plugin, cancellationToken);
            var credential = new Credential(
                status.Token is { Length: > 0 } token ? Credential.Bearer(token) : null,
                status is { ClientCertificateData: { Length: > 0 } certificate, ClientKeyData: { Length: > 0 } key } ? ClientCertificate.FromPem(certificate, key) : null);
            _kept = new(credential, status.ExpirationTimestamp);
            return credential;
        }
        finally
        {
            _turn.Release();
        }
    }

    public bool Refuse(Credential refused)
    {
        if (_kept is { } kept && ReferenceEquals(kept.Credential, refused)) _kept = null;
        return true;
    }

    public void Dispose() => _turn.Dispose();

    private bool IsGood(Kept kept) => kept.Expires is not { } expires || time.GetUtcNow() < expires - Reserve;

    private sealed record Kept(Credential Credential, DateTimeOffset? Expires);
}
