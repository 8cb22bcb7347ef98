using Floe.EndToEnd.Tests.Compatibility.Scenarios;

namespace Floe.EndToEnd.Tests.Compatibility.Programs;

[Program(ProgramKind.S3cmd)]
internal static class S3cmdScenarios
{
    [Commands("mb, ls, put, rm, rb")]
    public static async Task A_bucket_is_made_listed_filled_emptied_and_removed(ProgramScene scene)
    {
        await scene.Do("mb", $"s3://{scene.Bucket}");
        Assert.Contains($"s3://{scene.Bucket}", await scene.Do("ls"), StringComparison.Ordinal);
        await scene.Do("put", scene.File("a.txt", Samples.Text("x")), $"s3://{scene.Bucket}/");
        Assert.NotEqual(0, (await scene.Try("rb", $"s3://{scene.Bucket}")).ExitCode);
        await scene.Do("rm", $"s3://{scene.Bucket}/a.txt");
        await scene.Do("rb", $"s3://{scene.Bucket}");

        Assert.DoesNotContain($"s3://{scene.Bucket}", await scene.Do("ls"), StringComparison.Ordinal);
    }

    [Commands("put, get, info, put --add-header --mime-type, modify")]
    public static async Task An_object_comes_back_with_its_type_and_metadata_which_can_be_changed(ProgramScene scene)
    {
        await scene.Do("mb", $"s3://{scene.Bucket}");
        var key = $"s3://{scene.Bucket}/a folder/ü + &.txt";
        await scene.Do("put", "--mime-type=text/x-note", "--add-header=x-amz-meta-color:blue", scene.File("a.txt", Samples.Text("hello")), key);
        await scene.Do("get", key, scene.PathOf("back.txt"));
        await scene.Do("modify", "--add-header=x-amz-meta-size:small", key);
        var info = await scene.Do("info", key);

        Assert.Equal("hello", await File.ReadAllTextAsync(scene.PathOf("back.txt"), scene.CancellationToken));
        foreach (var line in new[] { "text/x-note", "x-amz-meta-color: blue", "x-amz-meta-size: small", "5d41402abc4b2a76b9719d911017c592" }) Assert.Contains(line, info, StringComparison.Ordinal);
    }

    [Commands("put --multipart-chunk-size-mb, get, multipart")]
    public static async Task A_large_file_goes_in_parts_and_comes_back_the_same(ProgramScene scene)
    {
        await scene.Do("mb", $"s3://{scene.Bucket}");
        var bytes = Samples.Bytes(12_000_000);
        await scene.Do("put", "--multipart-chunk-size-mb=5", scene.File("large", bytes), $"s3://{scene.Bucket}/large");
        await scene.Do("get", $"s3://{scene.Bucket}/large", scene.PathOf("back"));

        Assert.Equal(bytes, await File.ReadAllBytesAsync(scene.PathOf("back"), scene.CancellationToken));
        Assert.EndsWith("-3\"", (await scene.House.GetObjectMetadataAsync(scene.Bucket, "large", scene.CancellationToken)).ETag, StringComparison.Ordinal);
        Assert.DoesNotContain("large", await scene.Do("multipart", $"s3://{scene.Bucket}"), StringComparison.Ordinal);
    }

    [Commands("sync, du, ls -r, sync --delete-removed")]
    public static async Task A_folder_is_synchronised_both_ways(ProgramScene scene)
    {
        await scene.Do("mb", $"s3://{scene.Bucket}");
        scene.File("tree/a.txt", Samples.Text("one"));
        scene.File("tree/sub/b c.txt", Samples.Text("three"));
        await scene.Do("sync", scene.PathOf("tree") + "/", $"s3://{scene.Bucket}/");
        var again = await scene.Do("sync", scene.PathOf("tree") + "/", $"s3://{scene.Bucket}/");
        await scene.Do("sync", $"s3://{scene.Bucket}/", scene.PathOf("back/"));
        Assert.DoesNotContain("upload:", again, StringComparison.Ordinal);
        Assert.Equal("three", await File.ReadAllTextAsync(scene.PathOf("back/sub/b c.txt"), scene.CancellationToken));
        Assert.Contains("8 ", await scene.Do("du", $"s3://{scene.Bucket}"), StringComparison.Ordinal);

        File.Delete(scene.PathOf("tree/a.txt"));
        await scene.Do("sync", "--delete-removed", scene.PathOf("tree") + "/", $"s3://{scene.Bucket}/");

        Assert.Equal(["sub/b c.txt"], await scene.Keys());
    }

    [Commands("cp, mv, rm --recursive")]
    public static async Task Objects_are_copied_moved_and_deleted_by_the_folder(ProgramScene scene)
    {
        await scene.Do("mb", $"s3://{scene.Bucket}");
        await scene.Do("put", scene.File("a.txt", Samples.Text("x")), $"s3://{scene.Bucket}/d/a");
        await scene.Do("cp", $"s3://{scene.Bucket}/d/a", $"s3://{scene.Bucket}/d/b");
        await scene.Do("mv", $"s3://{scene.Bucket}/d/b", $"s3://{scene.Bucket}/e/ü & c");
        Assert.Equal(["d/a", "e/ü & c"], await scene.Keys());

        await scene.Do("rm", "--recursive", "--force", $"s3://{scene.Bucket}/d/");

        Assert.Equal(["e/ü & c"], await scene.Keys());
    }

    [Commands("signurl")]
    public static async Task Anyone_with_the_address_reads_the_object(ProgramScene scene)
    {
        await scene.Do("mb", $"s3://{scene.Bucket}");
        await scene.Do("put", scene.File("a.txt", Samples.Text("shared")), $"s3://{scene.Bucket}/a.txt");
        using var http = new HttpClient();

        var address = (await scene.Do("signurl", $"s3://{scene.Bucket}/a.txt", "+600")).Trim();

        Assert.Equal("shared", await http.GetStringAsync(address, scene.CancellationToken));
    }

    [Commands("info, setacl")]
    public static async Task A_bucket_tells_its_settings_and_takes_no_access_control_lists(ProgramScene scene)
    {
        await scene.Do("mb", $"s3://{scene.Bucket}");
        await scene.Do("put", scene.File("a.txt", Samples.Text("x")), $"s3://{scene.Bucket}/a.txt");

        var info = await scene.Do("info", $"s3://{scene.Bucket}");
        var published = await scene.Try("setacl", "--acl-public", $"s3://{scene.Bucket}/a.txt");

        Assert.Contains("Location:  us-east-1", info, StringComparison.Ordinal);
        Assert.Contains("FULL_CONTROL", info, StringComparison.Ordinal);
        Assert.Contains("AccessControlListNotSupported", published.Errors, StringComparison.Ordinal);
    }
}
