using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.Engine;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.IO;
using Floe.JobService.Engines.Embedded;
using Floe.S3Tables.Client;
using Floe.ServiceDefaults.Aws;

namespace Floe.Cli.Sql;

/// <summary>
/// What <c>floe sql</c> runs on: the engine in this process, over the catalogs and the S3 of a running platform or of AWS. Downloads and spilled rows
/// go to a folder of this process, which goes with it.
/// </summary>
internal sealed class SqlPlatform : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly Amazon.S3.IAmazonS3 _s3;
    private readonly S3FileIO _files;
    private readonly TableBucketCatalogs _catalogs;
    private readonly string _folder;

    private SqlPlatform(HttpClient http, AwsSettings aws, TableBucketCatalogs catalogs)
    {
        _http = http;
        _catalogs = catalogs;
        _folder = Directory.CreateTempSubdirectory("floe-sql-").FullName;
        _s3 = aws.CreateS3();
        _files = new S3FileIO(_s3, Path.Combine(_folder, "files"));
    }

    public ICatalogProvider Catalogs => _catalogs;

    /// <summary>For files of the command itself.</summary>
    public string Folder => _folder;

    /// <param name="tableBucket">Name or ARN of the table bucket that <c>s3tablesbucket</c> stands for; null for none.</param>
    public static async Task<SqlPlatform> ConnectAsync(Uri server, string? tableBucket, CancellationToken cancellationToken)
    {
        var aws = await AwsConnection.FindAsync(server, cancellationToken);
        var http = SignedHttp.Create(aws);
        try
        {
            var buckets = new TableBuckets(new S3TablesClient(http, aws.S3TablesEndpoint));
            var own = tableBucket is null
                ? null
                : await buckets.FindAsync(tableBucket, cancellationToken)
                    ?? throw new UserErrorException($"there is no table bucket '{tableBucket}' at {aws.S3TablesEndpoint}. `floe tables list` shows those there are, `floe tables create-bucket` makes one.");
            return new(http, aws, new TableBucketCatalogs(buckets, arn => new RestCatalog(http, aws.IcebergEndpoint, arn.ToString()), own));
        }
        catch
        {
            http.Dispose();
            throw;
        }
    }

    public Task<SqlSession> OpenSessionAsync(SqlRunOptions options, Action<string> log, CancellationToken cancellationToken) =>
        SqlSession.OpenAsync(_catalogs, _files, new EngineOptions { TempFolder = Path.Combine(_folder, "spill") }, TimeProvider.System, options, log, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _catalogs.Dispose();
        _files.Dispose();
        _s3.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
