using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Compatibility.Scenarios;

namespace Floe.EndToEnd.Tests.Compatibility.Programs;

[Program(ProgramKind.Rclone)]
internal static class RcloneScenarios
{
    [Commands("mkdir, lsd, copyto, rmdir, purge")]
    public static async Task A_bucket_is_made_listed_filled_and_purged(ProgramScene scene)
    {
        await scene.Do("mkdir", $"floe:{scene.Bucket}");
        Assert.Contains(scene.Bucket, await scene.Do("lsd", "floe:"), StringComparison.Ordinal);
        await scene.Do("copyto", scene.File("a.txt", Samples.Text("x")), $"floe:{scene.Bucket}/d/a.txt");
        Assert.NotEqual(0, (await scene.Try("rmdir", $"floe:{scene.Bucket}")).ExitCode);
        await scene.Do("purge", $"floe:{scene.Bucket}");

        Assert.DoesNotContain(scene.Bucket, await scene.Do("lsd", "floe:"), StringComparison.Ordinal);
    }

    [Commands("sync, check, copy, size, tree, lsf, ls")]
    public static async Task A_folder_is_synchronised_and_checked(ProgramScene scene)
    {
        scene.File("tree/a.txt", Samples.Text("one"));
        scene.File("tree/sub/ü + &.txt", Samples.Text("three"));
        await scene.Do("sync", scene.PathOf("tree"), $"floe:{scene.Bucket}/p");
        await scene.Do("check", scene.PathOf("tree"), $"floe:{scene.Bucket}/p");
        await scene.Do("copy", $"floe:{scene.Bucket}/p", scene.PathOf("back"));
        Assert.Equal("three", await File.ReadAllTextAsync(scene.PathOf("back/sub/ü + &.txt"), scene.CancellationToken));
        Assert.Contains("Total size: 8 B", await scene.Do("size", $"floe:{scene.Bucket}"), StringComparison.Ordinal);
        Assert.Contains("2 directories, 2 files", await scene.Do("tree", $"floe:{scene.Bucket}"), StringComparison.Ordinal);
        Assert.Equal(["p/", "p/a.txt", "p/sub/", "p/sub/ü + &.txt"], (await scene.Do("lsf", "-R", $"floe:{scene.Bucket}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

        File.WriteAllText(scene.PathOf("tree/a.txt"), "changed");
        File.Delete(scene.PathOf("tree/sub/ü + &.txt"));
        Assert.NotEqual(0, (await scene.Try("check", scene.PathOf("tree"), $"floe:{scene.Bucket}/p")).ExitCode);
        await scene.Do("sync", scene.PathOf("tree"), $"floe:{scene.Bucket}/p");

        Assert.Equal(["p/a.txt"], await scene.Keys());
        Assert.Equal("changed", System.Text.Encoding.UTF8.GetString(await scene.Read("p/a.txt")));
    }

    [Commands("copyto --s3-chunk-size, --s3-copy-cutoff, check, cat, hashsum")]
    public static async Task A_large_file_goes_in_parts_and_is_copied_in_parts(ProgramScene scene)
    {
        var bytes = Samples.Bytes(12_000_000);
        var file = scene.File("large/f", bytes);
        await scene.Do("copyto", "--s3-chunk-size", "5M", "--s3-upload-cutoff", "6M", file, $"floe:{scene.Bucket}/f");
        await scene.Do("copyto", "--s3-chunk-size", "5M", "--s3-copy-cutoff", "6M", $"floe:{scene.Bucket}/f", $"floe:{scene.Bucket}/copy/f");

        await scene.Do("check", "--download", scene.PathOf("large"), $"floe:{scene.Bucket}/copy");
        await scene.Do("check", scene.PathOf("large"), $"floe:{scene.Bucket}/copy");

        Assert.Equal(bytes, await scene.Read("copy/f"));
        Assert.EndsWith("-3\"", (await scene.House.GetObjectMetadataAsync(scene.Bucket, "f", scene.CancellationToken)).ETag, StringComparison.Ordinal);
        Assert.EndsWith("-2\"", (await scene.House.GetObjectMetadataAsync(scene.Bucket, "copy/f", scene.CancellationToken)).ETag, StringComparison.Ordinal);
        Assert.Contains(Samples.ETag(bytes).Trim('"'), await scene.Do("hashsum", "MD5", $"floe:{scene.Bucket}/copy"), StringComparison.Ordinal);
    }

    [Commands("cat --offset --count, moveto, deletefile, touch, link")]
    public static async Task Objects_are_read_in_part_moved_shared_and_deleted(ProgramScene scene)
    {
        await scene.Do("copyto", scene.File("a.txt", Samples.Text("0123456789")), $"floe:{scene.Bucket}/a.txt");
        Assert.Equal("456", await scene.Do("cat", "--offset", "4", "--count", "3", $"floe:{scene.Bucket}/a.txt"));
        await scene.Do("moveto", $"floe:{scene.Bucket}/a.txt", $"floe:{scene.Bucket}/d/b.txt");
        await scene.Do("touch", $"floe:{scene.Bucket}/empty");
        Assert.Equal(["d/b.txt", "empty"], await scene.Keys());
        using var http = new HttpClient();
        var address = (await scene.Do("link", "--expire", "10m", $"floe:{scene.Bucket}/d/b.txt")).Trim();
        Assert.Equal("0123456789", await http.GetStringAsync(address, scene.CancellationToken));

        await scene.Do("deletefile", $"floe:{scene.Bucket}/d/b.txt");

        Assert.Equal(["empty"], await scene.Keys());
    }

    [Commands("copyto --metadata --metadata-set, lsjson -M")]
    public static async Task Metadata_and_times_come_back(ProgramScene scene)
    {
        var file = scene.File("a.txt", Samples.Text("x"));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 31, 10, 0, 0, DateTimeKind.Utc));
        await scene.Do("copyto", "--metadata", "--metadata-set", "color=blue", file, $"floe:{scene.Bucket}/a.txt");

        var found = JsonNode.Parse(await scene.Do("lsjson", "-M", "--hash", $"floe:{scene.Bucket}"))!.AsArray().Single()!;

        Assert.Equal("blue", found["Metadata"]!["color"]!.GetValue<string>());
        Assert.StartsWith("2026-01-31T10:00:00", found["ModTime"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(Samples.ETag(Samples.Text("x")).Trim('"'), found["Hashes"]!["md5"]!.GetValue<string>());
    }

    [Commands("backend versioning, ls --s3-versions, backend cleanup-hidden")]
    public static async Task Old_versions_are_listed_and_cleaned_up(ProgramScene scene)
    {
        await scene.Do("mkdir", $"floe:{scene.Bucket}");
        Assert.Contains("Enabled", await scene.Do("backend", "versioning", $"floe:{scene.Bucket}", "Enabled"), StringComparison.Ordinal);
        await scene.Do("copyto", scene.File("1", Samples.Text("first")), $"floe:{scene.Bucket}/k.txt");
        await scene.Do("copyto", scene.File("2", Samples.Text("second")), $"floe:{scene.Bucket}/k.txt");
        Assert.Equal(2, (await scene.Do("ls", "--s3-versions", $"floe:{scene.Bucket}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        await scene.Do("backend", "cleanup-hidden", $"floe:{scene.Bucket}");

        Assert.Single((await scene.House.ListVersionsAsync(scene.Bucket, scene.CancellationToken)).Versions);
        Assert.Equal("second", System.Text.Encoding.UTF8.GetString(await scene.Read("k.txt")));
    }

    [Commands("backend list-multipart-uploads, backend cleanup")]
    public static async Task Uploads_left_behind_are_listed_and_cleaned_up(ProgramScene scene)
    {
        await scene.Do("mkdir", $"floe:{scene.Bucket}");
        await scene.House.InitiateMultipartUploadAsync(scene.Bucket, "left", scene.CancellationToken);
        Assert.Contains("left", await scene.Do("backend", "list-multipart-uploads", $"floe:{scene.Bucket}"), StringComparison.Ordinal);

        await scene.Do("backend", "cleanup", "-o", "max-age=0s", $"floe:{scene.Bucket}");

        Assert.Empty((await scene.House.ListMultipartUploadsAsync(scene.Bucket, scene.CancellationToken)).MultipartUploads ?? []);
    }
}
