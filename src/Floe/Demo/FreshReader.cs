using System.Globalization;
using Floe.Cli.Platform;
using Floe.Engine;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;
using Floe.ServiceDefaults.Aws;

namespace Floe.Cli.Demo;

/// <summary>
/// Reads the table as another program would: over the Iceberg REST catalog and S3, with an engine and a cache of its own,
/// so that nothing the writer holds in memory or on its disk can answer for it.
/// </summary>
internal sealed class FreshReader(AwsSettings aws, string tableBucketArn, string cacheFolder)
{
    public async Task<long> CountAsync(string @namespace, string table, CancellationToken cancellationToken)
    {
        using var http = SignedHttp.Create(aws);
        using var s3 = aws.CreateS3();
        var catalogs = new SingleCatalog(new RestCatalog(http, aws.IcebergEndpoint, tableBucketArn));
        var runner = new SqlRunner(catalogs, new S3FileIO(s3, Path.Combine(cacheFolder, "files")), new EngineOptions { TempFolder = Path.Combine(cacheFolder, "spill") }, TimeProvider.System);
        var script = new SqlScript($"SELECT count(*) FROM s3tablesbucket.{@namespace}.{table}", "read back");
        var result = await runner.RunAsync(script, new SqlRunOptions(), _ => { }, cancellationToken);
        return Convert.ToInt64(result.Result!.Rows[0][0], CultureInfo.InvariantCulture);
    }

    private sealed class SingleCatalog(ICatalog catalog) : ICatalogProvider
    {
        public Task<ICatalog?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult<ICatalog?>(name == "s3tablesbucket" ? catalog : null);

        public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(["s3tablesbucket"]);
    }
}
