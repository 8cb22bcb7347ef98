using System.Globalization;
using Floe.Iceberg.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>A service's table buckets, through its APIs. Steps are counted in a property of tables.</summary>
internal sealed class TablesUnderKill : IDisposable
{
    public const string Step = "step";
    public const string Namespace = "ns";

    private readonly Uri _endpoint;
    private readonly HttpClient _http = new(new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", "test")), "us-east-1", "s3tables", TimeProvider.System)
    {
        InnerHandler = new SocketsHttpHandler(),
    });

    public TablesUnderKill(ServiceProcess service)
    {
        using var client = service.NewClient();
        _endpoint = client.BaseAddress!;
        Client = new S3TablesClient(_http, _endpoint);
    }

    public S3TablesClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="name">Of the table bucket.</param>
    /// <param name="profile">What its REST catalog accepts.</param>
    /// <param name="tables">Made in its namespace.</param>
    public async Task<TableBucketArn> CreateAsync(string name, string profile, params string[] tables)
    {
        var bucket = TableBucketArn.Parse((await Client.CreateTableBucketAsync(new(name), Token)).Arn);
        await Client.TagResourceAsync(bucket.ToString(), new Dictionary<string, string> { ["floe:profile"] = profile }, Token);
        await Client.CreateNamespaceAsync(bucket, Namespace, Token);
        foreach (var table in tables) await Client.CreateTableAsync(bucket, Namespace, new(table, Metadata: new TableMetadata(new(new([new("id", "long")])))), Token);
        return bucket;
    }

    public RestCatalog Open(TableBucketArn bucket) => new(_http, new Uri(_endpoint, "/iceberg"), bucket.ToString());

    /// <summary>Sends a body to a path of the bucket's REST catalog, and returns the status.</summary>
    public async Task<int> PostAsync(TableBucketArn bucket, string path, byte[] body, Guid? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_endpoint, $"/iceberg/v1/{Uri.EscapeDataString(bucket.ToString())}/{path}")) { Content = new ByteArrayContent(body) };
        if (key is { } given) request.Headers.Add("Idempotency-Key", given.ToString());
        using var answer = await _http.SendAsync(request, Token);
        return (int)answer.StatusCode;
    }

    /// <summary>The step that the table is at; 0 before the first.</summary>
    public static int StepOf(Iceberg.Spec.TableMetadata table) => table.Properties.TryGetValue(Step, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    public void Dispose() => _http.Dispose();
}
