namespace Floe.S3Tables.ObjectStore;

/// <summary>How an object is said to be encrypted. It is recorded and told again; bytes are stored as they come.</summary>
/// <param name="Algorithm">As in <c>x-amz-server-side-encryption</c>.</param>
/// <param name="Key">The KMS key's id or ARN, where one was named.</param>
public sealed record ObjectEncryption(string Algorithm, string? Key = null)
{
    /// <summary>S3's own default, for everything that says nothing else.</summary>
    public static readonly ObjectEncryption Aes = new("AES256");
}
