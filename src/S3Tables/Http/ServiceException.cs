namespace Floe.S3Tables.Http;

/// <summary>
/// A refusal the client is to read: status, the service's error code (S3 code, AWS exception name or Iceberg type) and words that name the input,
/// what is wrong with it and what to do. The dispatcher writes it in the form of the service asked.
/// </summary>
public sealed class ServiceException(int status, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>Further members some AWS errors have, such as BucketName or Region.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
