namespace Floe.JobService.Store;

/// <summary>One API key that was made over the API. The key itself is not kept.</summary>
internal sealed class KeyRecord
{
    public required string Id { get; set; }

    public required string Owner { get; set; }

    /// <summary>SHA-256 of the key, hexadecimal.</summary>
    public required string Hash { get; set; }

    /// <summary>Separated by spaces.</summary>
    public required string Scopes { get; set; }

    public required DateTimeOffset CreatedAt { get; set; }
}
