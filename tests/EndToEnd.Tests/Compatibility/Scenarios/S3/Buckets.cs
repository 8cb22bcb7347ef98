using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Buckets
{
    [Proves("CreateBucket", "HeadBucket", "ListBuckets", "GetBucketLocation", "DeleteBucket")]
    public static async Task A_bucket_is_made_found_and_deleted(Scene scene)
    {
        var bucket = scene.NewName("bucket");
        await scene.Do("CreateBucket", new { Bucket = bucket });

        Assert.Equal("us-east-1", (await scene.Do("HeadBucket", new { Bucket = bucket })).Text("BucketRegion"));
        // us-east-1 is the Region that has no location constraint.
        Assert.Null((await scene.Do("GetBucketLocation", new { Bucket = bucket })).TextOrNull("LocationConstraint"));
        Assert.Contains(bucket, (await scene.Do("ListBuckets", new { })).Items("Buckets").Select(item => item.Text("Name")));

        await scene.Do("DeleteBucket", new { Bucket = bucket });
        await scene.RefusedWithoutBody("HeadBucket", new { Bucket = bucket }, 404);
    }

    [Proves("CreateBucket")]
    public static async Task Making_ones_own_bucket_again_succeeds_in_us_east_1_and_keeps_what_is_in_it(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "kept", Body = Samples.Text("kept") });

        await scene.Do("CreateBucket", new { Bucket = bucket });

        Assert.Equal("kept", (await scene.Arrange("GetObject", new { Bucket = bucket, Key = "kept" })).Utf8("Body"));
    }

    [Proves("CreateBucket")]
    public static Task A_name_with_an_underscore_or_an_upper_case_letter_is_no_bucket_name(Scene scene) =>
        scene.Refused("CreateBucket", new { Bucket = "Not_A_Bucket" }, "InvalidBucketName", 400);

    [Proves("DeleteBucket")]
    public static async Task A_bucket_with_an_object_is_not_deleted(Scene scene)
    {
        var bucket = await scene.NewBucket();
        await scene.Arrange("PutObject", new { Bucket = bucket, Key = "in the way", Body = Samples.Text("x") });

        await scene.Refused("DeleteBucket", new { Bucket = bucket }, "BucketNotEmpty", 409);
    }

    [Proves("DeleteBucket")]
    public static Task A_bucket_that_is_not_there_is_not_deleted(Scene scene) =>
        scene.Refused("DeleteBucket", new { Bucket = scene.NewName("missing") }, "NoSuchBucket", 404);
}
