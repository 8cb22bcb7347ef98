using System.Text;
using Floe.S3Tables.Tests.S3.Replayed;

namespace Floe.S3Tables.Tests.S3;

/// <summary>What the pages of the S3 API Reference say of single parameters.</summary>
public sealed class CornerTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    [Fact]
    public async Task A_download_may_be_given_a_name_beyond_ASCII_but_no_second_header()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray());

        var named = await fixture.Raw.SendAsync("GET", $"{bucket}/k?response-content-disposition={Uri.EscapeDataString("attachment; filename=\"ü.txt\"")}");
        var snow = await fixture.Raw.SendAsync("GET", $"{bucket}/k?response-content-disposition={Uri.EscapeDataString("attachment; filename=\"☃.txt\"")}");
        var split = await fixture.Raw.SendAsync("GET", $"{bucket}/k?response-content-type={Uri.EscapeDataString("a\r\nSet-Cookie: b")}");

        Assert.Equal(200, named.Status);
        Assert.Equal((400, "InvalidArgument", "response-content-disposition"), (snow.Status, snow.Element("Code"), snow.Element("ArgumentName")));
        Assert.Equal((400, "InvalidArgument"), (split.Status, split.Element("Code")));
    }

    [Theory]
    [InlineData("acl", 200, "AccessControlPolicy")]
    [InlineData("accelerate", 200, "AccelerateConfiguration")]
    [InlineData("encryption", 200, "ServerSideEncryptionConfiguration")]
    [InlineData("logging", 200, "BucketLoggingStatus")]
    [InlineData("notification", 200, "NotificationConfiguration")]
    [InlineData("ownershipControls", 200, "OwnershipControls")]
    [InlineData("publicAccessBlock", 200, "PublicAccessBlockConfiguration")]
    [InlineData("requestPayment", 200, "RequestPaymentConfiguration")]
    [InlineData("lifecycle", 404, "NoSuchLifecycleConfiguration")]
    [InlineData("object-lock", 404, "ObjectLockConfigurationNotFoundError")]
    [InlineData("policy", 404, "NoSuchBucketPolicy")]
    [InlineData("policyStatus", 404, "NoSuchBucketPolicy")]
    [InlineData("replication", 404, "ReplicationConfigurationNotFoundError")]
    [InlineData("website", 404, "NoSuchWebsiteConfiguration")]
    public async Task A_setting_that_nobody_has_made_is_read_as_of_a_new_bucket(string subresource, int status, string found)
    {
        var bucket = await fixture.NewBucketAsync();

        var answer = await fixture.Raw.SendAsync("GET", $"{bucket}?{subresource}");
        var missing = await fixture.Raw.SendAsync("GET", $"missing-bucket?{subresource}");

        Assert.Equal(status, answer.Status);
        Assert.Contains(found, answer.Text);
        Assert.Equal((404, "NoSuchBucket"), (missing.Status, missing.Element("Code")));
    }

    [Fact]
    public async Task Access_control_lists_are_off()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", []);

        Assert.Equal("AccessControlListNotSupported", (await fixture.Raw.SendAsync("PUT", $"{bucket}/k?acl", [], ("x-amz-acl", "public-read"))).Element("Code"));
        Assert.Equal(200, (await fixture.Raw.SendAsync("PUT", $"{bucket}/k?acl", [], ("x-amz-acl", "bucket-owner-full-control"))).Status);
        Assert.Equal("FULL_CONTROL", (await fixture.Raw.SendAsync("GET", $"{bucket}/k?acl")).Element("Permission"));
        Assert.Equal("NoSuchKey", (await fixture.Raw.SendAsync("GET", $"{bucket}/missing?acl")).Element("Code"));
        Assert.Equal("InvalidBucketAclWithObjectOwnership", (await fixture.Raw.SendAsync("PUT", "new-and-public", [], ("x-amz-acl", "public-read"))).Element("Code"));
        Assert.Equal(501, (await fixture.Raw.SendAsync("PUT", "new-and-locked", [], ("x-amz-bucket-object-lock-enabled", "true"))).Status);
    }

    [Fact]
    public async Task Parts_are_read_by_number_but_not_with_a_range_besides()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "whole"u8.ToArray());
        await fixture.Raw.SendAsync("PUT", $"{bucket}/empty", []);

        var part = await fixture.Raw.SendAsync("GET", $"{bucket}/k?partNumber=1");
        var empty = await fixture.Raw.SendAsync("GET", $"{bucket}/empty?partNumber=1");

        Assert.Equal((206, "bytes 0-4/5"), (part.Status, part.Header("Content-Range")));
        Assert.Equal((200, 0), (empty.Status, empty.Body.Length));
        Assert.Equal("InvalidRequest", (await fixture.Raw.SendAsync("GET", $"{bucket}/k?partNumber=1", null, ("Range", "bytes=0-1"))).Element("Code"));
        Assert.Equal("InvalidPartNumber", (await fixture.Raw.SendAsync("GET", $"{bucket}/k?partNumber=2")).Element("Code"));
        Assert.Equal("InvalidArgument", (await fixture.Raw.SendAsync("GET", $"{bucket}/k?partNumber=0")).Element("Code"));
    }

    [Fact]
    public async Task Buckets_of_another_owner_than_expected_are_not_touched()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray());

        foreach (var header in new[] { "x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner" })
        {
            var refused = await fixture.Raw.SendAsync("PUT", $"{bucket}/copy", [], ("x-amz-copy-source", $"{bucket}/k"), (header, "111122223333"));
            Assert.Equal((403, "AccessDenied"), (refused.Status, refused.Element("Code")));
        }
        Assert.Equal(200, (await fixture.Raw.SendAsync("PUT", $"{bucket}/copy", [], ("x-amz-copy-source", $"{bucket}/k"), ("x-amz-expected-bucket-owner", "000000000000"))).Status);
    }

    [Fact]
    public async Task A_deletion_depends_on_the_object_that_was_read()
    {
        var bucket = await fixture.NewBucketAsync();
        var etag = (await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray())).Header("ETag")!;

        Assert.Equal(412, (await fixture.Raw.SendAsync("DELETE", $"{bucket}/k", null, ("If-Match", "\"0123456789abcdef0123456789abcdef\""))).Status);
        Assert.Equal(501, (await fixture.Raw.SendAsync("DELETE", $"{bucket}/k", null, ("If-None-Match", "*"))).Status);
        Assert.Equal(204, (await fixture.Raw.SendAsync("DELETE", $"{bucket}/k", null, ("If-Match", etag))).Status);
        Assert.Equal(404, (await fixture.Raw.SendAsync("DELETE", $"{bucket}/k", null, ("If-Match", etag))).Status);
    }

    [Fact]
    public async Task A_source_is_copied_on_its_conditions()
    {
        var bucket = await fixture.NewBucketAsync();
        var etag = (await fixture.Raw.SendAsync("PUT", $"{bucket}/k", "x"u8.ToArray())).Header("ETag")!;
        var (past, future) = (DateTime.UtcNow.AddHours(-1).ToString("r"), DateTime.UtcNow.AddHours(1).ToString("r"));

        Assert.Equal(412, await CopyAsync(("if-none-match", etag)));
        Assert.Equal(412, await CopyAsync(("if-unmodified-since", past)));
        Assert.Equal(200, await CopyAsync(("if-match", etag), ("if-unmodified-since", past)));
        Assert.Equal(412, await CopyAsync(("if-none-match", etag), ("if-modified-since", past)));
        Assert.Equal(200, await CopyAsync(("if-modified-since", past)));
        // A date that lies in the future is no condition.
        Assert.Equal(200, await CopyAsync(("if-modified-since", future)));

        async Task<int> CopyAsync(params (string Name, string Value)[] conditions) => (await fixture.Raw.SendAsync("PUT", $"{bucket}/copy", [],
            [("x-amz-copy-source", $"/{bucket}/k"), .. conditions.Select(condition => ($"x-amz-copy-source-{condition.Name}", condition.Value))])).Status;
    }

    [Theory]
    [InlineData("bytes=0-4", 200, "01234")]
    [InlineData("bytes=5-9", 200, "56789")]
    [InlineData("bytes=5-10", 400, null)]
    [InlineData("bytes=5-", 400, null)]
    [InlineData("5-9", 400, null)]
    public async Task A_part_may_be_a_range_of_another_object_with_both_its_ends(string range, int status, string? bytes)
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/source", "0123456789"u8.ToArray());
        var id = (await fixture.Raw.SendAsync("POST", $"{bucket}/k?uploads", [])).Element("UploadId");

        var part = await fixture.Raw.SendAsync("PUT", $"{bucket}/k?partNumber=1&uploadId={id}", [], ("x-amz-copy-source", $"{bucket}/source"), ("x-amz-copy-source-range", range));

        Assert.Equal(status, part.Status);
        if (bytes is null) return;
        var body = Encoding.UTF8.GetBytes($"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part.Element("ETag")}</ETag></Part></CompleteMultipartUpload>");
        Assert.Equal(200, (await fixture.Raw.SendAsync("POST", $"{bucket}/k?uploadId={id}", body)).Status);
        Assert.Equal(bytes, (await fixture.Raw.SendAsync("GET", $"{bucket}/k")).Text);
    }

    [Fact]
    public async Task Lists_of_uploads_and_parts_go_on_behind_their_markers()
    {
        var bucket = await fixture.NewBucketAsync();
        foreach (var key in new[] { "a b", "c/1", "c/2", "d" }) await fixture.Raw.SendAsync("POST", $"{bucket}/{Uri.EscapeDataString(key)}?uploads", []);
        var found = new List<string>();
        for (var (key, id) = ("", ""); ;)
        {
            var page = await fixture.Raw.SendAsync("GET",
                $"{bucket}?uploads&max-uploads=1&delimiter=%2F&encoding-type=url&key-marker={Uri.EscapeDataString(Uri.UnescapeDataString(key))}&upload-id-marker={id}");
            found.AddRange(page.Elements("Key"));
            found.AddRange(page.Elements("CommonPrefixes"));
            Assert.Equal("url", page.Element("EncodingType"));
            if (page.Element("IsTruncated") == "false") break;
            (key, id) = (page.Element("NextKeyMarker"), page.Element("NextUploadIdMarker"));
        }
        var upload = (await fixture.Raw.SendAsync("GET", $"{bucket}?uploads&prefix=d")).Element("UploadId");

        Assert.Equal(["a%20b", "c/", "d"], found);
        Assert.Equal("InvalidArgument", (await fixture.Raw.SendAsync("GET", $"{bucket}/d?uploadId={upload}&part-number-marker=x")).Element("Code"));
    }

    [Fact]
    public async Task An_attribute_that_there_is_not_is_named()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.SendAsync("PUT", $"{bucket}/k", []);

        Assert.Equal("Owner", (await fixture.Raw.SendAsync("GET", $"{bucket}/k?attributes", null, ("x-amz-object-attributes", "ETag,Owner"))).Element("ArgumentValue"));
    }
}
