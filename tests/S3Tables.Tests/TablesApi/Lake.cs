using Floe.Iceberg.Catalog;
using Floe.S3Tables.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Contracts;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;

namespace Floe.S3Tables.Tests.TablesApi;

/// <summary>A running service with a table bucket, its signed clients, and what tests do again and again.</summary>
internal sealed class Lake : IAsyncDisposable
{
    private readonly S3TablesHost _host;

    private Lake(S3TablesHost host)
    {
        _host = host;
        Http = Signed();
        Client = new(Http, host.Endpoint);
    }

    /// <summary>Signs for the service s3tables.</summary>
    public HttpClient Http { get; }

    public S3TablesClient Client { get; }

    public T Service<T>()
        where T : notnull => (T)_host.Services.GetService(typeof(T))!;

    public Uri Endpoint => _host.Endpoint;

    public TableBucketArn Bucket { get; private set; } = new("us-east-1", "000000000000", "unset");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<Lake> StartAsync(CatalogOptions? catalog = null) => StartOnAsync(new S3TablesOptions { Port = 0, Catalog = catalog ?? new() });

    public static async Task<Lake> StartOnAsync(S3TablesOptions options)
    {
        var lake = new Lake(await S3TablesHost.StartAsync(options, Cancellation));
        lake.Bucket = await lake.CreateBucketAsync("lake");
        return lake;
    }

    /// <summary>Starts on a folder that has the table bucket already.</summary>
    public static async Task<Lake> ReopenAsync(S3TablesOptions options) =>
        new(await S3TablesHost.StartAsync(options, Cancellation)) { Bucket = new(options.Region, options.AccountId, "lake") };

    public async Task<TableBucketArn> CreateBucketAsync(string name) =>
        TableBucketArn.Parse((await Client.CreateTableBucketAsync(new(name), Cancellation)).Arn);

    public TableReference Table(string name, string @namespace = "ns") => new(Bucket, @namespace, name);

    /// <summary>A namespace and in it a table with one column, <c>id</c>.</summary>
    public async Task<TableReference> CreateTableAsync(string name = "t", string @namespace = "ns")
    {
        if (!await Client.ListNamespacesAsync(Bucket, cancellationToken: Cancellation).AnyAsync(item => item.Namespace[0] == @namespace, Cancellation))
            await Client.CreateNamespaceAsync(Bucket, @namespace, Cancellation);
        var metadata = new TableMetadata(new(new([new("id", "long")])));
        await Client.CreateTableAsync(Bucket, @namespace, new(name, Metadata: metadata), Cancellation);
        return Table(name, @namespace);
    }

    /// <summary>The Iceberg REST catalog of the table bucket.</summary>
    public RestCatalog OpenCatalog() => new(Http, new Uri(Endpoint, "/iceberg"), Bucket.ToString());

    /// <summary>Sends a request as it is, signed.</summary>
    public async Task<(int Status, string Body, HttpResponseMessage Response)> SendAsync(HttpMethod method, string target, string? body = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Endpoint.GetLeftPart(UriPartial.Authority) + target));
        if (body is not null) request.Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        var response = await Http.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation), response);
    }

    /// <summary>A client whose requests another user signs, or for another service.</summary>
    public HttpClient Signed(AwsCredentials credentials, string service) => new(new SigV4SigningHandler(
        _ => ValueTask.FromResult(credentials), _host.Options.Region, service, TimeProvider.System) { InnerHandler = new SocketsHttpHandler() })
    { BaseAddress = Endpoint };

    /// <summary>Runs what must be refused and checks under which name.</summary>
    public static async Task<S3TablesException> RefusedAsync(Func<Task> action, int status, string code)
    {
        var error = await Assert.ThrowsAsync<S3TablesException>(action);
        Assert.Equal((status, code), ((int)error.Status, error.ErrorCode));
        return error;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
    }

    private HttpClient Signed() => Signed(_host.Options.Credentials, "s3tables");

}
