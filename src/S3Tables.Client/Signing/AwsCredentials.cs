namespace Floe.S3Tables.Client.Signing;

/// <summary>An access key pair; <paramref name="SessionToken"/> is there for temporary credentials only.</summary>
public sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    /// <summary>Never shows the secret: records print themselves into logs easily.</summary>
    public override string ToString() => $"AwsCredentials {{ AccessKeyId = {AccessKeyId} }}";
}
