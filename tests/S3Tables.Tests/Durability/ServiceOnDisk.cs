using Floe.Iceberg.Catalog;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.Rest;
using Floe.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>The service with its data on a small disk, its log kept, and clients of its three APIs.</summary>
internal sealed class ServiceOnDisk : IAsyncDisposable
{
    private readonly S3TablesHost _host;
    private readonly HttpClient _tables;

    private ServiceOnDisk(S3TablesHost host)
    {
        _host = host;
        S3 = NewClient("s3");
        _tables = NewClient("s3tables");
        Tables = new S3TablesClient(_tables, host.Endpoint);
    }

    public HttpClient S3 { get; }

    public S3TablesClient Tables { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ServiceOnDisk> StartAsync(SmallDisk disk, CollectedLog log)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddS3Tables(new S3TablesOptions { DataFolder = Path.Combine(disk.Path, "floe"), Port = 0, Catalog = new() { RestProfile = RestProfile.Lenient } });
        return new(await S3TablesHost.StartAsync(builder, Token));
    }

    public RestCatalog OpenCatalog(TableBucketArn bucket) => new(_tables, new Uri(_host.Endpoint, "/iceberg"), bucket.ToString());

    /// <summary>Sends a body to a path of the bucket's REST catalog.</summary>
    public async Task<(int Status, string Body)> PostAsync(TableBucketArn bucket, string path, byte[] body)
    {
        using var answer = await _tables.PostAsync(new Uri(_host.Endpoint, $"/iceberg/v1/{Uri.EscapeDataString(bucket.ToString())}/{path}"), new ByteArrayContent(body), Token);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }

    public async ValueTask DisposeAsync()
    {
        S3.Dispose();
        _tables.Dispose();
        await _host.DisposeAsync();
    }

    private HttpClient NewClient(string service) => new(new SigV4SigningHandler(_ => ValueTask.FromResult(_host.Options.Credentials), "us-east-1", service, TimeProvider.System)
    {
        InnerHandler = new SocketsHttpHandler(),
    })
    { BaseAddress = _host.Endpoint };
}
