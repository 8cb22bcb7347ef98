using Amazon.S3;
using Floe.Cli.Platform;
using Floe.Iceberg.IO;
using Floe.S3Tables.Client;
using Floe.Testing;

namespace Floe.Floe.Tests;

/// <summary>The way into a table's bucket from outside the service's process, as on AWS.</summary>
public sealed class WarehouseUploadTests : IDisposable
{
    /// <summary>Big enough for the upload to be in parts.</summary>
    private const int Length = 40 << 20;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_data_file_in_parts_carries_no_header_that_S3_Tables_refuses()
    {
        await using var platform = await PlatformHost.StartAsync(new() { DataFolder = _folder.Path, AwsPort = 0, JobsPort = 0 }, Token);
        var warehouse = await CreateWarehouseAsync(platform);
        using var s3 = platform.Aws.CreateS3();
        var files = new S3FileIO(s3, Path.Combine(_folder.Path, "cache"));

        await using var staged = files.Stage($"{warehouse}/data/big.parquet");
        await File.WriteAllBytesAsync(staged.Path, new byte[Length], Token);
        await staged.PublishAsync(Token);

        await using var found = await files.OpenAsync(staged.Location, Token);
        Assert.Equal(Length, found.Length);
    }

    [Fact]
    public async Task The_header_is_refused_by_name()
    {
        await using var platform = await PlatformHost.StartAsync(new() { DataFolder = _folder.Path, AwsPort = 0, JobsPort = 0 }, Token);
        var bucket = new Uri(await CreateWarehouseAsync(platform)).Host;
        using var s3 = new AmazonS3Client("test", "test", new AmazonS3Config { ServiceURL = platform.AwsEndpoint.AbsoluteUri, AuthenticationRegion = "us-east-1", ForcePathStyle = true });

        var files = new S3FileIO(s3, Path.Combine(_folder.Path, "cache"));
        await using var staged = files.Stage($"s3://{bucket}/data/big.parquet");
        await File.WriteAllBytesAsync(staged.Path, new byte[Length], Token);
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => staged.PublishAsync(Token));

        Assert.Contains("S3TablesUnsupportedHeader", refused.Message);
        Assert.Contains("x-amz-api-version", refused.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<string> CreateWarehouseAsync(PlatformHost platform)
    {
        using var http = SignedHttp.Create(platform.Aws);
        var tables = new S3TablesClient(http, platform.AwsEndpoint);
        var bucket = TableBucketArn.Parse((await tables.CreateTableBucketAsync(new("uploads"), Token)).Arn);
        await tables.CreateNamespaceAsync(bucket, "n", Token);
        await tables.CreateTableAsync(bucket, "n", new("t"), Token);
        return (await tables.GetTableAsync(new TableReference(bucket, "n", "t"), Token)).WarehouseLocation;
    }
}
