using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.Warehouse;

/// <summary>The bucket behind a table: AWS allows eight operations on it, and nothing else.</summary>
[Scenarios(Area.Warehouse)]
internal static class WarehouseBuckets
{
    [Proves("PutObject", "GetObject", "HeadObject")]
    public static async Task Objects_are_written_and_read(Scene scene)
    {
        var bucket = (await scene.NewTable(withMetadata: false)).WarehouseBucket;
        var bytes = Samples.Bytes(10_000);

        var put = await scene.Do("PutObject", new { Bucket = bucket, Key = "data/a.parquet", Body = bytes });
        var got = await scene.Do("GetObject", new { Bucket = bucket, Key = "data/a.parquet" });
        var footer = await scene.Do("GetObject", new { Bucket = bucket, Key = "data/a.parquet", Range = "bytes=-8" });
        var head = await scene.Do("HeadObject", new { Bucket = bucket, Key = "data/a.parquet" });

        Assert.Equal(Samples.ETag(bytes), put.Text("ETag"));
        Assert.Equal(bytes, got.Bytes("Body"));
        Assert.Equal(bytes[^8..], footer.Bytes("Body"));
        Assert.Equal(bytes.Length, head.Number("ContentLength"));
    }

    [Proves("PutObject")]
    public static async Task Only_the_first_writer_creates_an_object(Scene scene)
    {
        var bucket = (await scene.NewTable(withMetadata: false)).WarehouseBucket;
        await scene.Do("PutObject", new { Bucket = bucket, Key = "metadata/1.json", Body = Samples.Text("first"), IfNoneMatch = "*" });

        await scene.Refused("PutObject", new { Bucket = bucket, Key = "metadata/1.json", Body = Samples.Text("second"), IfNoneMatch = "*" }, "PreconditionFailed", 412);
    }

    [Proves("CreateMultipartUpload", "UploadPart", "ListParts", "CompleteMultipartUpload", "GetObject")]
    public static async Task Large_files_come_in_parts(Scene scene)
    {
        var bucket = (await scene.NewTable(withMetadata: false)).WarehouseBucket;
        byte[] first = Samples.Bytes(Samples.LeastPart), second = Samples.Bytes(100, seed: 2);
        const string Key = "data/large.parquet";
        var uploadId = (await scene.Do("CreateMultipartUpload", new { Bucket = bucket, Key })).Text("UploadId");
        var one = await scene.Do("UploadPart", new { Bucket = bucket, Key, UploadId = uploadId, PartNumber = 1, Body = first });
        var two = await scene.Do("UploadPart", new { Bucket = bucket, Key, UploadId = uploadId, PartNumber = 2, Body = second });

        Assert.Equal(2, (await scene.Do("ListParts", new { Bucket = bucket, Key, UploadId = uploadId })).Items("Parts").Count);
        var completed = await scene.Do("CompleteMultipartUpload", new
        {
            Bucket = bucket, Key, UploadId = uploadId,
            MultipartUpload = new { Parts = new[] { new { PartNumber = 1, ETag = one.Text("ETag") }, new { PartNumber = 2, ETag = two.Text("ETag") } } },
        });

        Assert.Equal(Samples.ETag(first, second), completed.Text("ETag"));
        Assert.Equal(first.Concat(second), (await scene.Do("GetObject", new { Bucket = bucket, Key })).Bytes("Body"));
    }

    [Proves("AbortMultipartUpload", "ListParts")]
    public static async Task An_upload_can_be_given_up(Scene scene)
    {
        var bucket = (await scene.NewTable(withMetadata: false)).WarehouseBucket;
        var uploadId = (await scene.Arrange("CreateMultipartUpload", new { Bucket = bucket, Key = "data/a" })).Text("UploadId");

        await scene.Do("AbortMultipartUpload", new { Bucket = bucket, Key = "data/a", UploadId = uploadId });

        await scene.Refused("ListParts", new { Bucket = bucket, Key = "data/a", UploadId = uploadId }, "NoSuchUpload", 404);
    }

    [Proves(
        "ListObjects", "ListObjectsV2", "ListObjectVersions", "ListMultipartUploads", "DeleteObject", "DeleteObjects", "CopyObject", "UploadPartCopy",
        "PutObjectTagging", "GetObjectTagging", "DeleteObjectTagging", "GetObjectAttributes", "PutObjectAcl", "GetObjectAcl",
        "PutBucketVersioning", "GetBucketVersioning", "PutBucketCors", "GetBucketCors", "DeleteBucketCors", "DeleteBucket")]
    public static async Task Every_other_operation_is_refused_and_changes_nothing(Scene scene)
    {
        var bucket = (await scene.NewTable(withMetadata: false)).WarehouseBucket;
        const string Key = "data/a.parquet";
        await scene.Arrange("PutObject", new { Bucket = bucket, Key, Body = Samples.Text("kept") });
        var uploadId = (await scene.Arrange("CreateMultipartUpload", new { Bucket = bucket, Key = "data/b" })).Text("UploadId");
        (string Operation, object Input)[] others =
        [
            ("ListObjects", new { Bucket = bucket }),
            ("ListObjectsV2", new { Bucket = bucket }),
            ("ListObjectVersions", new { Bucket = bucket }),
            ("ListMultipartUploads", new { Bucket = bucket }),
            ("DeleteObject", new { Bucket = bucket, Key }),
            ("DeleteObjects", new { Bucket = bucket, Delete = new { Objects = new[] { new { Key } } } }),
            ("CopyObject", new { Bucket = bucket, Key = "data/copy", CopySource = $"{bucket}/{Key}" }),
            ("UploadPartCopy", new { Bucket = bucket, Key = "data/b", UploadId = uploadId, PartNumber = 1, CopySource = $"{bucket}/{Key}" }),
            ("PutObjectTagging", new { Bucket = bucket, Key, Tagging = new { TagSet = new[] { new { Key = "a", Value = "b" } } } }),
            ("GetObjectTagging", new { Bucket = bucket, Key }),
            ("DeleteObjectTagging", new { Bucket = bucket, Key }),
            ("GetObjectAttributes", new { Bucket = bucket, Key, ObjectAttributes = new[] { "ETag" } }),
            ("PutObjectAcl", new { Bucket = bucket, Key, ACL = "private" }),
            ("GetObjectAcl", new { Bucket = bucket, Key }),
            ("PutBucketVersioning", new { Bucket = bucket, VersioningConfiguration = new { Status = "Enabled" } }),
            ("GetBucketVersioning", new { Bucket = bucket }),
            ("PutBucketCors", new { Bucket = bucket, CORSConfiguration = new { CORSRules = new[] { new { AllowedOrigins = new[] { "*" }, AllowedMethods = new[] { "GET" } } } } }),
            ("GetBucketCors", new { Bucket = bucket }),
            ("DeleteBucketCors", new { Bucket = bucket }),
            ("DeleteBucket", new { Bucket = bucket }),
        ];

        await Task.WhenAll(others.Select(other => scene.Refused(other.Operation, other.Input, "MethodNotAllowed", 405)));

        Assert.Equal("kept", (await scene.Arrange("GetObject", new { Bucket = bucket, Key })).Utf8("Body"));
    }

    [Proves("GetObject")]
    public static async Task The_bucket_is_not_listed_and_its_ending_is_reserved(Scene scene)
    {
        var bucket = (await scene.NewTable(withMetadata: false)).WarehouseBucket;
        await scene.Refused("GetObject", new { Bucket = bucket, Key = "missing" }, "NoSuchKey", 404);

        Assert.DoesNotContain(bucket, (await scene.Do("ListBuckets", new { })).Items("Buckets").Select(item => item.Text("Name")));
        await scene.Refused("CreateBucket", new { Bucket = scene.NewName("mine") + "--table-s3" }, "InvalidBucketName", 400);
    }

    [Proves("GetObject")]
    public static async Task The_bucket_goes_with_its_table(Scene scene)
    {
        var table = await scene.NewTable(withMetadata: false);
        await scene.Arrange("PutObject", new { Bucket = table.WarehouseBucket, Key = "data/a", Body = Samples.Text("x") });
        await scene.Arrange("DeleteTable", table.Place);

        await scene.Refused("GetObject", new { Bucket = table.WarehouseBucket, Key = "data/a" }, "NoSuchBucket", 404);
    }

    [Proves("PutObject")]
    public static async Task A_storage_class_other_than_STANDARD_is_refused(Scene scene)
    {
        var bucket = (await scene.NewTable(withMetadata: false)).WarehouseBucket;

        await scene.Refused(
            "PutObject", new { Bucket = bucket, Key = "data/a", Body = Samples.Text("x"), StorageClass = "GLACIER" }, "S3TablesUnsupportedHeader", 400);
    }
}
