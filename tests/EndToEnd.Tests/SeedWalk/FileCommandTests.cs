using Floe.EndToEnd.Tests.Compatibility;
using Floe.EndToEnd.Tests.Compatibility.Scenarios;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.SeedWalk;

/// <summary>The AWS CLI's file commands (`aws s3 …`), which choose their S3 operations themselves.</summary>
public sealed class FileCommandTests(CompatibilityRun run)
{
    /// <summary>Above the CLI's threshold of 8 MB it uploads and downloads in parallel parts.</summary>
    private const int Large = 20 * 1024 * 1024 + 3;

    [Fact]
    public async Task A_large_file_goes_and_comes_back_in_parts()
    {
        using var aws = AwsCli.ByEnvironment((await run.LakeAsync()).Endpoint);
        using var folder = new TemporaryFolder();
        var bytes = Samples.Bytes(Large);
        var bucket = await NewBucketAsync(aws);

        await aws.DoAsync("s3", "cp", folder.File("large.bin", bytes), $"s3://{bucket}/large.bin", "--no-progress");
        await aws.DoAsync("s3", "cp", $"s3://{bucket}/large.bin", folder.Combine("back.bin"), "--no-progress");

        Assert.Equal(bytes, await File.ReadAllBytesAsync(folder.Combine("back.bin"), TestContext.Current.CancellationToken));
        Assert.Matches(@"-3""$", (await aws.DoJsonAsync("s3api", "head-object", "--bucket", bucket, "--key", "large.bin"))["ETag"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_folder_is_synchronised_listed_moved_and_removed()
    {
        using var aws = AwsCli.ByEnvironment((await run.LakeAsync()).Endpoint);
        using var folder = new TemporaryFolder();
        folder.File("in/a.txt", "a");
        folder.File("in/year=2025/b c.txt", "b");
        var bucket = await NewBucketAsync(aws);

        await aws.DoAsync("s3", "sync", folder.Combine("in"), $"s3://{bucket}/data", "--no-progress");
        Assert.Equal("", await aws.DoAsync("s3", "sync", folder.Combine("in"), $"s3://{bucket}/data", "--no-progress"));
        var listing = await aws.DoAsync("s3", "ls", $"s3://{bucket}/data/");
        await aws.DoAsync("s3", "mv", $"s3://{bucket}/data/a.txt", $"s3://{bucket}/data/moved.txt");
        await aws.DoAsync("s3", "sync", $"s3://{bucket}/data", folder.Combine("out"), "--no-progress");
        await aws.DoAsync("s3", "rm", $"s3://{bucket}", "--recursive");
        await aws.DoAsync("s3", "rb", $"s3://{bucket}");

        Assert.Matches(@"PRE year=2025/\r?\n.* 1 a\.txt", listing);
        Assert.Equal(["moved.txt", Path.Combine("year=2025", "b c.txt")],
            Directory.EnumerateFiles(folder.Combine("out"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Combine("out"), file)).Order(StringComparer.Ordinal));
    }

    private static async Task<string> NewBucketAsync(AwsCli aws)
    {
        var bucket = $"files-{Guid.NewGuid():N}";
        await aws.DoAsync("s3", "mb", $"s3://{bucket}");
        return bucket;
    }
}
