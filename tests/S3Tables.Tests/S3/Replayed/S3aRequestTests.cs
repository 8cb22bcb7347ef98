using System.Text;

namespace Floe.S3Tables.Tests.S3.Replayed;

/// <summary>The requests of Hadoop's S3A file system, in the order in which it sends them (hadoop-aws, S3AFileSystem and RequestFactoryImpl).</summary>
public sealed class S3aRequestTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private const int Part = 5 * 1024 * 1024;

    [Fact]
    public async Task File_status_of_a_folder_without_marker_is_a_missing_object_and_a_listing_of_two()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/data/part-0", "x"u8.ToArray());

        var head = await fixture.Raw.SendAsync("HEAD", $"{bucket}/data");
        var listing = await fixture.Raw.SendAsync("GET", $"{bucket}?list-type=2&delimiter=%2F&max-keys=2&prefix=data%2F&fetch-owner=false&encoding-type=url");

        Assert.Equal((404, 0), (head.Status, head.Body.Length));
        Assert.Equal(("1", "data/part-0", "false"), (listing.Element("KeyCount"), listing.Element("Key"), listing.Element("IsTruncated")));
        Assert.Empty(listing.Elements("Owner"));
    }

    [Fact]
    public async Task A_folder_marker_is_an_empty_object_that_its_folder_lists()
    {
        var bucket = await fixture.NewBucketAsync();
        var put = await fixture.Raw.SendAsync("PUT", $"{bucket}/tmp/out/", [], ("Content-Type", "application/x-directory"));
        await fixture.Raw.SendAsync("PUT", $"{bucket}/tmp/out/a", "x"u8.ToArray());

        var head = await fixture.Raw.SendAsync("HEAD", $"{bucket}/tmp/out/");
        var children = await fixture.Raw.SendAsync("GET", $"{bucket}?list-type=2&delimiter=%2F&max-keys=5000&prefix=tmp%2Fout%2F&encoding-type=url");
        var above = await fixture.Raw.SendAsync("GET", $"{bucket}?list-type=2&delimiter=%2F&max-keys=5000&prefix=tmp%2F&encoding-type=url");

        Assert.Equal((200, "0", "application/x-directory"), (put.Status, head.Header("Content-Length"), head.Header("Content-Type")));
        Assert.Equal(["tmp/out/", "tmp/out/a"], children.Elements("Key"));
        Assert.Empty(above.Elements("Key"));
        // More than a page may have is not refused; the page is as large as pages are.
        Assert.Equal("1000", above.Element("MaxKeys"));
    }

    [Fact]
    public async Task A_bulk_delete_is_quiet_and_carries_a_digest()
    {
        var bucket = await fixture.NewBucketAsync();
        foreach (var key in new[] { "d/", "d/a", "d/b&c" }) await fixture.Raw.SendAsync("PUT", $"{bucket}/{Uri.EscapeDataString(key)}", []);
        var body = Encoding.UTF8.GetBytes("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>d/</Key></Object><Object><Key>d/a</Key></Object><Object><Key>d/b&amp;c</Key></Object><Quiet>true</Quiet></Delete>");

        var deleted = await fixture.Raw.SendAsync("POST", $"{bucket}?delete", body, ("Content-MD5", RawRequests.Md5(body)), ("Content-Type", "application/xml"));
        var without = await fixture.Raw.SendAsync("POST", $"{bucket}?delete", body);

        Assert.Equal(200, deleted.Status);
        Assert.Empty(deleted.Elements("Deleted"));
        Assert.Equal("0", (await fixture.Raw.SendAsync("GET", $"{bucket}?list-type=2")).Element("KeyCount"));
        Assert.Equal((400, "InvalidRequest"), (without.Status, without.Element("Code")));
    }

    [Fact]
    public async Task A_rename_is_a_copy_that_depends_on_the_source_and_a_deletion()
    {
        var bucket = await fixture.NewBucketAsync();
        var etag = (await fixture.Raw.SendAsync("PUT", $"{bucket}/old%20name", "x"u8.ToArray(), ("x-amz-meta-header", "kept"))).Header("ETag")!;

        var copied = await fixture.Raw.SendAsync("PUT", $"{bucket}/new", [], ("x-amz-copy-source", $"{bucket}/old%20name"), ("x-amz-copy-source-if-match", etag),
            ("x-amz-metadata-directive", "REPLACE"), ("x-amz-meta-header", "kept"));
        var changed = await fixture.Raw.SendAsync("PUT", $"{bucket}/other", [], ("x-amz-copy-source", $"{bucket}/old%20name"), ("x-amz-copy-source-if-match", "\"0123456789abcdef0123456789abcdef\""));
        var deleted = await fixture.Raw.SendAsync("DELETE", $"{bucket}/old%20name");

        Assert.Equal((200, etag), (copied.Status, copied.Element("ETag")));
        Assert.Equal("kept", (await fixture.Raw.SendAsync("HEAD", $"{bucket}/new")).Header("x-amz-meta-header"));
        Assert.Equal((412, 204), (changed.Status, deleted.Status));
    }

    [Fact]
    public async Task A_stream_reads_ranges_of_the_object_that_was_opened_and_of_no_other()
    {
        var bucket = await fixture.NewBucketAsync();
        var bytes = RawRequests.Bytes(100_000);
        var etag = (await fixture.Raw.SendAsync("PUT", $"{bucket}/k", bytes)).Header("ETag")!;

        var read = await fixture.Raw.SendAsync("GET", $"{bucket}/k", null, ("Range", "bytes=99990-999999"), ("If-Match", etag));
        var behind = await fixture.Raw.SendAsync("GET", $"{bucket}/k", null, ("Range", "bytes=100000-100001"), ("If-Match", etag));
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "changed"u8.ToArray());
        var changed = await fixture.Raw.SendAsync("GET", $"{bucket}/k", null, ("Range", "bytes=0-3"), ("If-Match", etag));

        Assert.Equal((206, "bytes 99990-99999/100000", etag), (read.Status, read.Header("Content-Range"), read.Header("ETag")));
        Assert.Equal(bytes[99_990..], read.Body);
        Assert.Equal((416, "bytes */100000", "InvalidRange"), (behind.Status, behind.Header("Content-Range"), behind.Element("Code")));
        Assert.Equal(412, changed.Status);
    }

    [Fact]
    public async Task A_file_that_must_be_new_is_created_once_in_one_request_or_in_parts()
    {
        var bucket = await fixture.NewBucketAsync();

        var first = await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "1"u8.ToArray(), ("If-None-Match", "*"));
        var second = await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "2"u8.ToArray(), ("If-None-Match", "*"));
        var id = (await fixture.Raw.SendAsync("POST", $"{bucket}/k?uploads", [])).Element("UploadId");
        var etag = (await fixture.Raw.SendAsync("PUT", $"{bucket}/k?uploadId={id}&partNumber=1", "3"u8.ToArray())).Header("ETag")!;
        var completed = await CompleteAsync($"{bucket}/k?uploadId={id}", [etag], ("If-None-Match", "*"));
        var overwritten = await CompleteAsync($"{bucket}/k?uploadId={id}", [etag], ("If-Match", first.Header("ETag")!));

        Assert.Equal((200, 412, 412, 200), (first.Status, second.Status, completed.Status, overwritten.Status));
    }

    [Fact]
    public async Task The_magic_committer_leaves_uploads_pending_lists_them_below_a_prefix_and_completes_them()
    {
        var bucket = await fixture.NewBucketAsync();
        var ids = new Dictionary<string, string>();
        foreach (var key in new[] { "out/part-0", "out/part-1", "other/part-0" }) ids[key] = (await fixture.Raw.SendAsync("POST", $"{bucket}/{key}?uploads", [])).Element("UploadId");
        var bytes = RawRequests.Bytes(Part);
        var etags = new[]
        {
            (await fixture.Raw.SendAsync("PUT", $"{bucket}/out/part-0?uploadId={ids["out/part-0"]}&partNumber=1", bytes, ("Content-MD5", RawRequests.Md5(bytes)))).Header("ETag")!,
            (await fixture.Raw.SendAsync("PUT", $"{bucket}/out/part-0?uploadId={ids["out/part-0"]}&partNumber=2", [1])).Header("ETag")!,
        };
        var marker = await fixture.Raw.SendAsync("PUT", $"{bucket}/out/__magic_job-1/part-0", [], ("x-amz-meta-x-hadoop-s3a-magic-data-length", "5242881"));

        var pending = await fixture.Raw.SendAsync("GET", $"{bucket}?uploads&prefix=out%2F&encoding-type=url");
        var folders = await fixture.Raw.SendAsync("GET", $"{bucket}?uploads&delimiter=%2F");
        var completed = await CompleteAsync($"{bucket}/out/part-0?uploadId={ids["out/part-0"]}", etags);
        var again = await CompleteAsync($"{bucket}/out/part-0?uploadId={ids["out/part-0"]}", etags, ("x-amz-mp-object-size", "5242881"));
        var wrong = await CompleteAsync($"{bucket}/out/part-0?uploadId={ids["out/part-0"]}", etags, ("x-amz-mp-object-size", "1"));
        var aborted = await fixture.Raw.SendAsync("DELETE", $"{bucket}/out/part-1?uploadId={ids["out/part-1"]}");

        Assert.Equal(["out/part-0", "out/part-1"], pending.Elements("Key"));
        Assert.Equal(["other/", "out/"], folders.Elements("CommonPrefixes"));
        Assert.Empty(folders.Elements("Upload"));
        Assert.Equal((200, 200, 400, 204), (completed.Status, again.Status, wrong.Status, aborted.Status));
        Assert.Equal(completed.Element("ETag"), again.Element("ETag"));
        Assert.Equal("5242881", (await fixture.Raw.SendAsync("HEAD", $"{bucket}/out/part-0")).Header("Content-Length"));
        Assert.Equal("5242881", (await fixture.Raw.SendAsync("HEAD", $"{bucket}/out/__magic_job-1/part-0")).Header("x-amz-meta-x-hadoop-s3a-magic-data-length"));
        Assert.Equal(200, marker.Status);
    }

    [Fact]
    public async Task The_probe_for_the_bucket_asks_for_its_access_control_list()
    {
        var bucket = await fixture.NewBucketAsync();

        var there = await fixture.Raw.SendAsync("GET", $"{bucket}?acl");
        var missing = await fixture.Raw.SendAsync("GET", "missing-bucket?acl");

        Assert.Equal((200, "FULL_CONTROL"), (there.Status, there.Element("Permission")));
        Assert.Equal((404, "NoSuchBucket"), (missing.Status, missing.Element("Code")));
    }

    private Task<RawAnswer> CompleteAsync(string target, string[] etags, params (string, string)[] headers)
    {
        var parts = string.Concat(etags.Select((etag, at) => $"<Part><PartNumber>{at + 1}</PartNumber><ETag>{etag}</ETag></Part>"));
        return fixture.Raw.SendAsync("POST", target, Encoding.UTF8.GetBytes($"<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>"), headers);
    }
}
