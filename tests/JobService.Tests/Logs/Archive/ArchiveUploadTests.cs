using System.Security.Cryptography;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Logs.Archive;

public sealed class ArchiveUploadTests
{
    private const string Job = "0123456789abcdef0123";

    private static readonly ArchiveFolder Attempt = ArchiveNames.OfAttempt(new("logs", "floe/"), Job, 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(ArchiveUpload.PartBytes, 0)]
    [InlineData(ArchiveUpload.PartBytes + 1, 2)]
    [InlineData(64 * 1024 * 1024, 8)]
    public async Task A_log_goes_up_whole_and_never_more_than_a_part_of_it_is_in_memory(long length, int parts)
    {
        await using var objects = await ObjectStore.StartAsync();
        var bucket = new ArchiveBucket(objects.S3);
        using var log = new LongLog(length);
        await objects.S3.InitiateMultipartUploadAsync("logs", $"{Attempt.Prefix}driver.log", Cancel);

        Assert.Equal(length, await bucket.PutAsync(Attempt, "driver", log, Cancel));

        Assert.InRange(log.LargestRead, 1, ArchiveUpload.PartBytes);
        using var stored = await objects.S3.GetObjectAsync("logs", $"{Attempt.Prefix}driver.log", Cancel);
        Assert.Equal("text/plain; charset=utf-8", stored.Headers.ContentType);
        Assert.Equal(parts > 0, stored.ETag.Contains($"-{parts}", StringComparison.Ordinal));
        Assert.Equal(await log.HashAsync(Cancel), Convert.ToHexString(await SHA256.HashDataAsync(stored.ResponseStream, Cancel)));
        // What an upload before it has left there costs nothing any more.
        if (parts > 0) Assert.Equal(0, await objects.OpenUploadsAsync());
    }

    [Fact]
    public async Task The_same_log_again_makes_the_same_object()
    {
        await using var objects = await ObjectStore.StartAsync();
        var bucket = new ArchiveBucket(objects.S3);
        var tags = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var log = new LongLog(20_000_000);
            await bucket.PutAsync(Attempt, "driver", log, Cancel);
            tags.Add((await objects.S3.GetObjectMetadataAsync("logs", $"{Attempt.Prefix}driver.log", Cancel)).ETag);
        }

        Assert.Equal(tags[0], tags[1]);
        Assert.Equal([$"floe/{Job}/attempt-1/driver.log"], await objects.KeysAsync());
    }

    [Fact]
    public async Task A_source_of_an_archived_log_gives_any_range_of_it()
    {
        const int Length = 3_000_000;
        await using var objects = await ObjectStore.StartAsync();
        var bucket = new ArchiveBucket(objects.S3);
        using var log = new LongLog(Length);
        await bucket.PutAsync(Attempt, "driver", log, Cancel);
        using var archived = new ArchivedLogSource(bucket, Attempt, "driver", Length);

        foreach (var (offset, size) in new[] { (0, 16_384), (16_300, 16_384), (32_000, 700_000), (Length - 10, 16_384), (Length - 65_536, 65_536), (1_000_000, 1), (Length, 10), (Length + 5, 10), (0, Length + 1) })
        {
            var (expected, actual) = (new byte[size], new byte[size]);
            var count = Math.Max(0, Math.Min(size, Length - offset));
            for (var filled = 0; filled < count;) filled += await log.ReadAsync(expected.AsMemory(filled), offset + filled, Cancel);

            Assert.Equal(count, await archived.ReadAsync(actual, offset, Cancel));
            Assert.True(expected.AsSpan().SequenceEqual(actual), $"{size} bytes from {offset}");
        }
    }

    [Fact]
    public async Task Who_may_not_write_there_learns_what_is_needed()
    {
        await using var objects = await ObjectStore.StartAsync();
        using var stranger = (Floe.ServiceDefaults.Aws.AwsSettings.FromConfiguration(objects.Configuration) with { Credentials = new Amazon.Runtime.BasicAWSCredentials("test", "wrong") }).CreateS3();
        using var log = new LongLog(10);

        var error = await Assert.ThrowsAsync<ArchiveException>(() => new ArchiveBucket(stranger).PutAsync(Attempt, "driver", log, Cancel));

        Assert.Equal($"s3://logs/floe/{Job}/attempt-1/driver.log", error.Place);
        Assert.Contains("s3:PutObject", error.Message, StringComparison.Ordinal);
    }
}
