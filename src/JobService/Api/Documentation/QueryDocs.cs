namespace Floe.JobService.Api.Documentation;

/// <summary>All query parameters of an endpoint; others are refused (<see cref="QueryFilter"/>).</summary>
internal sealed record QueryDocs(IReadOnlyList<QueryDoc> Parameters)
{
    public static readonly QueryDocs None = new([]);

    /// <summary>True where the endpoint refuses unknown parameters itself.</summary>
    public bool AreCheckedByEndpoint { get; init; }

    public bool Has(string name) => Parameters.Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
