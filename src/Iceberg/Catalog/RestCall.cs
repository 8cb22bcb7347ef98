namespace Floe.Iceberg.Catalog;

/// <summary>What a request is about: decides what an error answer without a type means.</summary>
internal sealed record RestCall(string Description)
{
    public bool OnTable { get; init; }

    public bool IsCommit { get; init; }

    public bool IsNamespaceDrop { get; init; }

    /// <summary>The version that the caller has: the catalog need not send it again.</summary>
    public string? KnownETag { get; init; }

    /// <summary>Set where catalogs may lack the operation: what to say then.</summary>
    public string? Without { get; init; }
}
