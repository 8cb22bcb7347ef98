using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Client.Tests.Signing;

/// <summary>A request and the signature AWS publishes for it.</summary>
public sealed record AwsVector(string Name, string Service, string Timestamp, string Method, string Path, string Query, string PayloadHash, string Signature, params (string Name, string Value)[] Headers)
{
    public override string ToString() => Name;

    internal SignableRequest Request() => new(Method, Path, Query, name => Headers.Where(h => h.Name == name).Select(h => h.Value).FirstOrDefault());

    internal SignatureClaim Claim(string accessKeyId) => new(accessKeyId, new CredentialScope(Timestamp[..8], "us-east-1", Service), Timestamp,
        [.. Headers.Select(h => h.Name).Order(StringComparer.Ordinal)], Signature, null, null);
}
