using Floe.Engine;

namespace Floe.Cli.Sql;

/// <summary>What the options of <c>floe sql</c> say.</summary>
internal sealed record SqlOptions
{
    /// <summary>Rows kept for a table where nobody says how many.</summary>
    private const int DefaultShownRows = 1000;

    public required Uri Server { get; init; }

    public string? TableBucket { get; init; }

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public long MaxRejectedRows { get; init; }

    public int? MaxRows { get; init; }

    public SqlOutput Output { get; init; }

    public ResultExport? Export { get; init; }

    public bool Verbose { get; init; }

    public SqlRunOptions Run => new()
    {
        DefaultCatalog = TableBucket is null ? null : JobService.Engines.Embedded.TableBucketCatalogs.OwnName,
        Variables = Variables,
        MaxRejectedRows = MaxRejectedRows,
        MaxResultRows = MaxRows ?? DefaultShownRows,
    };
}
