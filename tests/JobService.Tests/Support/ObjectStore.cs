using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using Floe.S3Tables.Hosting;
using Floe.ServiceDefaults.Aws;
using Microsoft.Extensions.Configuration;

namespace Floe.JobService.Tests.Support;

/// <summary>A real S3 service with a bucket <c>logs</c>, on a port that stays the same; it can go away and come back.</summary>
public sealed class ObjectStore : IAsyncDisposable
{
    public const string Bucket = "logs";

    private readonly TempFolder _folder;
    private readonly S3TablesOptions _options;
    private S3TablesHost? _host;

    private ObjectStore(TempFolder folder, S3TablesHost host)
    {
        _folder = folder;
        _host = host;
        Endpoint = host.Endpoint;
        _options = host.Options with { Port = host.Endpoint.Port };
        Configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new(AwsVariables.Endpoint, Endpoint.AbsoluteUri), new(AwsVariables.Region, "us-east-1"), new(AwsVariables.AccessKeyId, "test"), new(AwsVariables.SecretAccessKey, "test")]).Build();
        S3 = AwsSettings.FromConfiguration(Configuration).CreateS3();
    }

    public Uri Endpoint { get; }

    /// <summary>The AWS variables of who uses it.</summary>
    public IConfiguration Configuration { get; }

    public IAmazonS3 S3 { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ObjectStore> StartAsync()
    {
        var folder = new TempFolder();
        var store = new ObjectStore(folder, await S3TablesHost.StartAsync(new S3TablesOptions { Port = 0, DataFolder = folder.Path }, Cancel));
        await store.S3.PutBucketAsync(Bucket, Cancel);
        return store;
    }

    public async Task StopAsync()
    {
        if (_host is { } host) await host.DisposeAsync();
        _host = null;
    }

    public async Task StartAgainAsync() => _host = await S3TablesHost.StartAsync(_options, Cancel);

    /// <summary>Uploads in parts that are neither done nor aborted.</summary>
    public async Task<int> OpenUploadsAsync() => (await S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Bucket }, Cancel)).MultipartUploads?.Count ?? 0;

    /// <summary>All keys below a prefix, in order.</summary>
    public async Task<List<string>> KeysAsync(string prefix = "") =>
        [.. ((await S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Prefix = prefix }, Cancel)).S3Objects ?? []).Select(item => item.Key)];

    public async Task<(string Text, string ContentType)> ReadAsync(string key)
    {
        using var response = await S3.GetObjectAsync(Bucket, key, Cancel);
        using var reader = new StreamReader(response.ResponseStream, Encoding.UTF8);
        return (await reader.ReadToEndAsync(Cancel), response.Headers.ContentType);
    }

    public async ValueTask DisposeAsync()
    {
        S3.Dispose();
        await StopAsync();
        _folder.Dispose();
    }
}
