using System.Globalization;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Tests.Rest;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>Counts in a property of a table, one commit a step. After a kill the table stands at the last step acknowledged, or one further.</summary>
internal sealed class CommitClient : IClientUnderKill
{
    private const string Property = "step";

    private static readonly TableIdentifier Table = new("ns", "t");

    private TableBucketArn _bucket = null!;
    private int _acknowledged;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async Task PrepareAsync(ServiceProcess service)
    {
        using var http = NewHttp();
        var client = new S3TablesClient(http, Endpoint(service));
        _bucket = TableBucketArn.Parse((await client.CreateTableBucketAsync(new("crash"), Token)).Arn);
        await client.CreateNamespaceAsync(_bucket, Table.Namespace, Token);
        await client.CreateTableAsync(_bucket, Table.Namespace, new(Table.Name, Metadata: new TableMetadata(new(new([new("id", "long")])))), Token);
    }

    public async Task RunAsync(ServiceProcess service, KillSwitch kill)
    {
        using var http = NewHttp();
        using var catalog = new RestCatalog(http, new Uri(Endpoint(service), "/iceberg"), _bucket.ToString());
        await kill.RunUntilThrownAsync(async () =>
        {
            var next = _acknowledged + 1;
            await catalog.CommitTableAsync(Table, [], [Commits.Property(Property, next.ToString(CultureInfo.InvariantCulture))], Token);
            _acknowledged = next;
        });
    }

    public async Task CheckAsync(ServiceProcess service)
    {
        using var http = NewHttp();
        using var catalog = new RestCatalog(http, new Uri(Endpoint(service), "/iceberg"), _bucket.ToString());
        var table = await catalog.LoadTableAsync(Table, Token);
        var step = table.Metadata.Properties.TryGetValue(Property, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        Assert.InRange(step, _acknowledged, _acknowledged + 1);
        // Each step wrote one metadata file, and no file's number was given twice.
        Assert.Contains($"/{step:D5}-", table.MetadataLocation);
        _acknowledged = step;
    }

    private static Uri Endpoint(ServiceProcess service)
    {
        using var client = service.NewClient();
        return client.BaseAddress!;
    }

    private static HttpClient NewHttp() => new(new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", "test")), "us-east-1", "s3tables", TimeProvider.System)
    {
        InnerHandler = new SocketsHttpHandler(),
    });
}
