using Floe.Engine;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;
using Floe.S3Tables.Client;
using Floe.ServiceDefaults.Aws;

namespace Floe.JobService.Engines.Embedded;

/// <summary>Runs scripts over table buckets in this process: what jobs and SQL without a job have in common.</summary>
internal sealed class SqlRuns(AwsSettings aws, IHttpClientFactory http, IFileIO files, EngineOptions options, TimeProvider time)
{
    /// <summary>The HTTP client whose requests are signed for the service <c>s3tables</c>: its API and its Iceberg REST catalog.</summary>
    public const string HttpClientName = "s3tables";

    /// <exception cref="RunInputException">There is no such table bucket.</exception>
    /// <exception cref="SqlException">A statement cannot be run.</exception>
    public async Task<SqlScriptResult> RunAsync(SqlScript script, string? tableBucket, SqlRunOptions run, Action<string> log, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(HttpClientName);
        var buckets = new TableBuckets(new S3TablesClient(client, aws.S3TablesEndpoint));
        var own = tableBucket is null ? null : await FindAsync(buckets, tableBucket, cancellationToken);
        using var catalogs = new TableBucketCatalogs(buckets, arn => new RestCatalog(client, aws.IcebergEndpoint, arn.ToString()), own);
        var runner = new SqlRunner(catalogs, files, options, time);
        return await runner.RunAsync(script, run with { DefaultCatalog = own is null ? null : TableBucketCatalogs.OwnName }, log, cancellationToken);
    }

    private async Task<TableBucketArn> FindAsync(TableBuckets buckets, string nameOrArn, CancellationToken cancellationToken) =>
        await buckets.FindAsync(nameOrArn, cancellationToken) ?? throw new RunInputException(
            $"There is no table bucket '{nameOrArn}' at {aws.S3TablesEndpoint}. Create it (aws s3tables create-table-bucket --name ...), or submit the job for one there is.");
}
