namespace Floe.S3Tables.Client.Signing;

/// <summary>
/// Signs every request of an <see cref="HttpClient"/> with the hash of its body. Trace headers are left out of the signature,
/// so the order of this handler and of trace propagation does not matter. Put it inside a retry handler: each attempt gets its own signature.
/// </summary>
public sealed class SigV4SigningHandler(Func<CancellationToken, ValueTask<AwsCredentials>> credentials, string region, string service, TimeProvider time) : DelegatingHandler
{
    private readonly SigV4Signer _signer = new(region, service, time);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var payload = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        _signer.Sign(request, await credentials(cancellationToken), SigV4Signer.Hash(payload));
        return await base.SendAsync(request, cancellationToken);
    }
}
