using Floe.Engine;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Client;

namespace Floe.JobService.Engines.Embedded;

/// <summary>
/// The catalogs of one run: <c>s3tablesbucket</c> is the run's own table bucket, as Spark jobs over S3 Tables name theirs; every other table
/// bucket is a catalog under its own name.
/// </summary>
/// <param name="buckets">Finds table buckets.</param>
/// <param name="open">Opens the Iceberg REST catalog of a table bucket.</param>
/// <param name="own">The run's table bucket; null where it has none.</param>
public sealed class TableBucketCatalogs(TableBuckets buckets, Func<TableBucketArn, RestCatalog> open, TableBucketArn? own) : ICatalogProvider, IDisposable
{
    public const string OwnName = "s3tablesbucket";

    private readonly Dictionary<TableBucketArn, RestCatalog> _open = [];

    public async Task<ICatalog?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var bucket = name == OwnName ? own : await buckets.FindAsync(name, cancellationToken);
        if (bucket is null) return null;
        // One table bucket under two names is one catalog: its requests share a connection and a configuration.
        if (!_open.TryGetValue(bucket, out var catalog)) _open[bucket] = catalog = open(bucket);
        return catalog;
    }

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var names = await buckets.ListNamesAsync(cancellationToken);
        return own is null ? names : [OwnName, .. names];
    }

    public void Dispose()
    {
        foreach (var catalog in _open.Values) catalog.Dispose();
    }
}
