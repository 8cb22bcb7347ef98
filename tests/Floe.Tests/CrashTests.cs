using Amazon.S3.Model;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.Testing;

namespace Floe.Floe.Tests;

/// <summary>kill -9 at the worst moments. After the restart, what was acknowledged is there and what was not left no trace.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_cut_off_in_the_middle_leaves_the_acknowledged_object_as_it_was()
    {
        await using (var platform = await RunningPlatform.StartAsync(_folder.Path, Token))
        {
            await platform.S3.PutBucketAsync("bucket", Token);
            await platform.S3.PutObjectAsync(new() { BucketName = "bucket", Key = "object", ContentBody = "acknowledged" }, Token);
            using var endless = new EndlessStream(afterBytes: 8 << 20, () => platform.Process.KillAsync(Token));
            await Assert.ThrowsAnyAsync<Exception>(() => platform.S3.PutObjectAsync(
                new() { BucketName = "bucket", Key = "object", InputStream = endless, UseChunkEncoding = false, DisablePayloadSigning = true, Headers = { ContentLength = EndlessStream.TotalLength } }, Token));
        }

        await using var again = await RunningPlatform.StartAsync(_folder.Path, Token);
        using var found = await again.S3.GetObjectAsync("bucket", "object", Token);
        using var reader = new StreamReader(found.ResponseStream);
        Assert.Equal("acknowledged", await reader.ReadToEndAsync(Token));
        Assert.Single((await again.S3.ListObjectsV2Async(new() { BucketName = "bucket" }, Token)).S3Objects);
    }

    [Fact]
    public async Task Acknowledged_parts_of_an_upload_can_be_completed_after_the_restart()
    {
        string upload, etag;
        await using (var platform = await RunningPlatform.StartAsync(_folder.Path, Token))
        {
            await platform.S3.PutBucketAsync("bucket", Token);
            upload = (await platform.S3.InitiateMultipartUploadAsync("bucket", "object", Token)).UploadId;
            using var part = new MemoryStream("first and last part"u8.ToArray());
            etag = (await platform.S3.UploadPartAsync(new() { BucketName = "bucket", Key = "object", UploadId = upload, PartNumber = 1, InputStream = part }, Token)).ETag;
            await platform.Process.KillAsync(Token);
        }

        await using var again = await RunningPlatform.StartAsync(_folder.Path, Token);
        await Assert.ThrowsAsync<NoSuchKeyException>(() => again.S3.GetObjectAsync("bucket", "object", Token));
        await again.S3.CompleteMultipartUploadAsync(new() { BucketName = "bucket", Key = "object", UploadId = upload, PartETags = [new PartETag(1, etag)] }, Token);
        using var found = await again.S3.GetObjectAsync("bucket", "object", Token);
        Assert.Equal("first and last part".Length, found.ContentLength);
    }

    /// <summary>Commits one after another until the kill; each acknowledged one must be there, and the one in flight whole or not at all.</summary>
    [Fact]
    public async Task No_acknowledged_commit_is_lost()
    {
        var acknowledged = 0;
        await using (var platform = await RunningPlatform.StartAsync(_folder.Path, Token))
        {
            await platform.Tables.CreateTableBucketAsync(new("crash"), Token);
            await Scripts.RunAsync(platform, "crash", "CREATE NAMESPACE s3tablesbucket.tests; CREATE TABLE s3tablesbucket.tests.commits (id INT) USING iceberg", Token);
            async Task CommitUntilKilledAsync()
            {
                while (true)
                {
                    await platform.Jobs.SqlAsync(new() { TableBucket = "crash", Sql = $"INSERT INTO s3tablesbucket.tests.commits VALUES ({acknowledged})" }, Token);
                    if (++acknowledged == 5) _ = platform.Process.KillAsync(Token);
                }
            }
            await Assert.ThrowsAnyAsync<HttpRequestException>(CommitUntilKilledAsync);
        }

        await using var again = await RunningPlatform.StartAsync(_folder.Path, Token);
        var found = await Scripts.CountAsync(again, "crash", "commits", Token);
        Assert.InRange(found, acknowledged, acknowledged + 1);
        await again.Jobs.SqlAsync(new() { TableBucket = "crash", Sql = "INSERT INTO s3tablesbucket.tests.commits VALUES (-1)" }, Token);
        Assert.Equal(found + 1, await Scripts.CountAsync(again, "crash", "commits", Token));
    }

    [Fact]
    public async Task A_job_cut_off_in_mid_run_is_Failed_with_a_reason_and_its_table_has_nothing_of_it()
    {
        string job;
        await using (var platform = await RunningPlatform.StartAsync(_folder.Path, Token))
        {
            await platform.Tables.CreateTableBucketAsync(new("crash"), Token);
            var running = await platform.Jobs.SubmitAsync(new() { TableBucket = "crash", Script = EndlessInsert }, cancellationToken: Token);
            job = running.Id;
            // The line that announces the endless statement comes after the table was made.
            await foreach (var happened in platform.Jobs.FollowAsync(job, cancellationToken: Token))
                if (happened is JobLogLine line && line.Text.Contains("[3/3]", StringComparison.Ordinal)) break;
            await platform.Process.KillAsync(Token);
        }

        await using var again = await RunningPlatform.StartAsync(_folder.Path, Token);
        var found = await again.Jobs.GetAsync(job, Token);
        Assert.Equal(JobState.Failed, found.State);
        Assert.Contains("stopped in mid-run", found.Reason);
        Assert.Equal(0, await Scripts.CountAsync(again, "crash", "endless", Token));
    }

    public void Dispose() => _folder.Dispose();

    private const string EndlessInsert =
        """
        CREATE NAMESPACE IF NOT EXISTS s3tablesbucket.tests;
        CREATE TABLE s3tablesbucket.tests.endless (id BIGINT) USING iceberg;
        INSERT INTO s3tablesbucket.tests.endless SELECT a.range * b.range FROM range(1000000000) AS a, range(1000000000) AS b;
        """;
}
