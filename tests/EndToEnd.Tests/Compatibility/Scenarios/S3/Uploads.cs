using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Uploads
{
    [Proves("CreateMultipartUpload", "UploadPart", "ListParts", "ListMultipartUploads", "CompleteMultipartUpload")]
    public static async Task Parts_become_one_object_in_the_order_of_their_numbers(Scene scene)
    {
        var bucket = await scene.NewBucket();
        byte[] first = Samples.Bytes(Samples.LeastPart), second = Samples.Bytes(1000, seed: 2);
        var upload = await scene.Do("CreateMultipartUpload", new { Bucket = bucket, Key = "k", ContentType = "application/x-floe", Metadata = new { origin = "parts" } });
        var uploadId = upload.Text("UploadId");
        // The second part first: parts are independent of each other.
        var two = await scene.Do("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = 2, Body = second });
        var one = await scene.Do("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = 1, Body = first });
        var parts = await scene.Do("ListParts", new { Bucket = bucket, Key = "k", UploadId = uploadId });
        var uploads = await scene.Do("ListMultipartUploads", new { Bucket = bucket });
        await scene.RefusedWithoutBody("HeadObject", new { Bucket = bucket, Key = "k" }, 404);

        var completed = await scene.Do("CompleteMultipartUpload", new { Bucket = bucket, Key = "k", UploadId = uploadId, MultipartUpload = Parts(one.Text("ETag"), two.Text("ETag")) });

        Assert.Equal([(1L, (long)first.Length, Samples.ETag(first)), (2L, second.Length, Samples.ETag(second))],
            parts.Items("Parts").Select(part => (part.Number("PartNumber"), part.Number("Size"), part.Text("ETag"))));
        Assert.Equal(uploadId, Assert.Single(uploads.Items("Uploads")).Text("UploadId"));
        Assert.Equal(Samples.ETag(first, second), completed.Text("ETag"));
        var got = await scene.Arrange("GetObject", new { Bucket = bucket, Key = "k" });
        Assert.Equal(first.Concat(second), got.Bytes("Body"));
        Assert.Equal("application/x-floe", got.Text("ContentType"));
        Assert.Equal("parts", got.Map("Metadata")["origin"]);
    }

    [Proves("ListParts")]
    public static async Task Pages_by_marker_miss_nothing_and_repeat_nothing(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var uploadId = (await scene.Arrange("CreateMultipartUpload", new { Bucket = bucket, Key = "k" })).Text("UploadId");
        foreach (var number in new[] { 2, 5, 9 })
            await scene.Arrange("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = number, Body = Samples.Text("x") });

        var first = await scene.Do("ListParts", new { Bucket = bucket, Key = "k", UploadId = uploadId, MaxParts = 2 });
        var second = await scene.Do("ListParts", new { Bucket = bucket, Key = "k", UploadId = uploadId, MaxParts = 2, PartNumberMarker = Marker(first.Text("NextPartNumberMarker")) });

        Assert.True(first.Flag("IsTruncated"));
        Assert.Equal([2L, 5], first.Items("Parts").Select(part => part.Number("PartNumber")));
        Assert.False(second.Flag("IsTruncated"));
        Assert.Equal([9L], second.Items("Parts").Select(part => part.Number("PartNumber")));
    }

    [Proves("ListParts")]
    [NotWith(ClientKind.JavaScript, "its paginator looks for a page without a marker, which S3 does not give: it never ends on AWS either")]
    public static async Task The_clients_own_paginator_reads_all_parts(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var uploadId = (await scene.Arrange("CreateMultipartUpload", new { Bucket = bucket, Key = "k" })).Text("UploadId");
        foreach (var number in new[] { 1, 3, 4, 7, 10_000 })
            await scene.Arrange("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = number, Body = Samples.Text("x") });

        var parts = await scene.DoAllPages("ListParts", new { Bucket = bucket, Key = "k", UploadId = uploadId }, 2);

        Assert.Equal([1L, 3, 4, 7, 10_000], parts.Items("Parts").Select(part => part.Number("PartNumber")));
    }

    [Proves("AbortMultipartUpload", "ListMultipartUploads", "ListParts", "UploadPart")]
    public static async Task An_aborted_upload_is_gone(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var uploadId = (await scene.Arrange("CreateMultipartUpload", new { Bucket = bucket, Key = "k" })).Text("UploadId");
        await scene.Arrange("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = 1, Body = Samples.Text("x") });

        await scene.Do("AbortMultipartUpload", new { Bucket = bucket, Key = "k", UploadId = uploadId });

        Assert.Empty((await scene.Do("ListMultipartUploads", new { Bucket = bucket })).Items("Uploads"));
        await scene.Refused("ListParts", new { Bucket = bucket, Key = "k", UploadId = uploadId }, "NoSuchUpload", 404);
        await scene.Refused("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = 1, Body = Samples.Text("x") }, "NoSuchUpload", 404);
    }

    [Proves("CompleteMultipartUpload")]
    public static async Task A_part_that_is_too_small_or_wrong_is_named(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var uploadId = (await scene.Arrange("CreateMultipartUpload", new { Bucket = bucket, Key = "k" })).Text("UploadId");
        async Task<string> Put(int number) =>
            (await scene.Arrange("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = number, Body = Samples.Text($"part {number}") })).Text("ETag");
        string one = await Put(1), two = await Put(2);

        await scene.Refused("CompleteMultipartUpload", new { Bucket = bucket, Key = "k", UploadId = uploadId, MultipartUpload = Parts(one, two) }, "EntityTooSmall", 400);
        await scene.Refused("CompleteMultipartUpload", new { Bucket = bucket, Key = "k", UploadId = uploadId, MultipartUpload = Parts(two) }, "InvalidPart", 400);
    }

    [Proves("CompleteMultipartUpload")]
    [NotWith(ClientKind.DotNet, "AWSSDK.S3 puts the parts in order itself")]
    public static async Task Parts_out_of_order_are_refused(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var uploadId = (await scene.Arrange("CreateMultipartUpload", new { Bucket = bucket, Key = "k" })).Text("UploadId");
        var body = Samples.Bytes(Samples.LeastPart);
        foreach (var number in new[] { 1, 2 }) await scene.Arrange("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = number, Body = body });
        var parts = new[] { 2, 1 }.Select(number => new { PartNumber = number, ETag = Samples.ETag(body) });

        await scene.Refused("CompleteMultipartUpload", new { Bucket = bucket, Key = "k", UploadId = uploadId, MultipartUpload = new { Parts = parts } }, "InvalidPartOrder", 400);
    }

    [Proves("CompleteMultipartUpload")]
    public static async Task Only_the_first_upload_creates_an_object(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var uploadId = (await scene.Arrange("CreateMultipartUpload", new { Bucket = bucket, Key = "k" })).Text("UploadId");
        var etag = (await scene.Arrange("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = 1, Body = Samples.Text("late") })).Text("ETag");
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "k", Body = Samples.Text("first") });

        await scene.Refused(
            "CompleteMultipartUpload", new { Bucket = bucket, Key = "k", UploadId = uploadId, IfNoneMatch = "*", MultipartUpload = Parts(etag) }, "PreconditionFailed", 412);

        Assert.Equal("first", (await scene.Arrange("GetObject", new { Bucket = bucket, Key = "k" })).Utf8("Body"));
    }

    [Proves("UploadPartCopy")]
    public static async Task A_part_can_be_a_range_of_another_object(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var source = Samples.Bytes(10_000);
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "source", Body = source });
        var uploadId = (await scene.Arrange("CreateMultipartUpload", new { Bucket = bucket, Key = "k" })).Text("UploadId");

        var part = await scene.Do("UploadPartCopy", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = 1, CopySource = $"{bucket}/source", CopySourceRange = "bytes=100-8099" });
        var etag = part["CopyPartResult"]!.Text("ETag");
        await scene.Arrange("CompleteMultipartUpload", new { Bucket = bucket, Key = "k", UploadId = uploadId, MultipartUpload = Parts(etag) });

        Assert.Equal(Samples.ETag(source[100..8100]), etag);
        Assert.Equal(source[100..8100], (await scene.Arrange("GetObject", new { Bucket = bucket, Key = "k" })).Bytes("Body"));
    }

    [Proves("CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload", "GetObject")]
    public static async Task The_checksum_of_an_upload_is_made_of_its_parts_checksums(Scene scene)
    {
        var bucket = await scene.NewBucket();
        var bytes = Samples.Bytes(3000);
        var uploadId = (await scene.Do("CreateMultipartUpload", new { Bucket = bucket, Key = "k", ChecksumAlgorithm = "SHA256" })).Text("UploadId");
        var part = await scene.Do("UploadPart", new { Bucket = bucket, Key = "k", UploadId = uploadId, PartNumber = 1, Body = bytes, ChecksumAlgorithm = "SHA256" });

        var completed = await scene.Do("CompleteMultipartUpload", new
        {
            Bucket = bucket, Key = "k", UploadId = uploadId,
            MultipartUpload = new { Parts = new[] { new { PartNumber = 1, ETag = part.Text("ETag"), ChecksumSHA256 = part.Text("ChecksumSHA256") } } },
        });

        var composite = Samples.Base64Sha256(Convert.FromBase64String(Samples.Base64Sha256(bytes))) + "-1";
        Assert.Equal(Samples.Base64Sha256(bytes), part.Text("ChecksumSHA256"));
        Assert.Equal(composite, completed.Text("ChecksumSHA256"));
        var got = await scene.Do("GetObject", new { Bucket = bucket, Key = "k", ChecksumMode = "ENABLED" });
        Assert.Equal((composite, "COMPOSITE"), (got.Text("ChecksumSHA256"), got.Text("ChecksumType")));
    }

    private static int Marker(string text) => int.Parse(text);

    private static object Parts(params string[] etags) => new { Parts = etags.Select((etag, index) => new { PartNumber = index + 1, ETag = etag }) };
}
