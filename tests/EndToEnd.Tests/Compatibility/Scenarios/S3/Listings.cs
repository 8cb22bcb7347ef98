using System.Text.Json.Nodes;
using Floe.EndToEnd.Tests.Compatibility.Clients;

namespace Floe.EndToEnd.Tests.Compatibility.Scenarios.S3;

[Scenarios(Area.S3)]
internal static class Listings
{
    [Proves("ListObjectsV2")]
    public static async Task Keys_come_in_the_order_of_their_bytes(Scene scene)
    {
        // In UTF-16 order the last two change places.
        string[] keys = ["A", "Z", "a", "a b+c%20", "é", "\uffee", "\U0001f600"];
        var bucket = await Filled(scene, keys);

        var list = await scene.Do("ListObjectsV2", new { Bucket = bucket });

        Assert.Equal(keys, Keys(list));
        Assert.Equal(keys.Length, list.Number("KeyCount"));
        Assert.False(list.Flag("IsTruncated"));
        var first = list.Items("Contents")[0];
        Assert.Equal((1L, Samples.ETag(Samples.Text("x")), "STANDARD"), (first.Number("Size"), first.Text("ETag"), first.Text("StorageClass")));
    }

    [Proves("ListObjectsV2", "ListObjects")]
    public static async Task A_delimiter_makes_folders_of_the_keys(Scene scene)
    {
        var bucket = await Filled(scene, ["top", "year=2024/a", "year=2024/b", "year=2025/a", "year=2025/deep/a"]);

        foreach (var operation in new[] { "ListObjectsV2", "ListObjects" })
        {
            var top = await scene.Do(operation, new { Bucket = bucket, Delimiter = "/" });
            var inside = await scene.Do(operation, new { Bucket = bucket, Delimiter = "/", Prefix = "year=2025/" });

            Assert.Equal(["top"], Keys(top));
            Assert.Equal(["year=2024/", "year=2025/"], Prefixes(top));
            Assert.Equal(["year=2025/a"], Keys(inside));
            Assert.Equal(["year=2025/deep/"], Prefixes(inside));
        }
    }

    [Proves("ListObjectsV2")]
    public static async Task Pages_by_token_miss_nothing_and_repeat_nothing(Scene scene)
    {
        var bucket = await Filled(scene, ["a", "b/1", "b/2", "c", "d"]);

        var first = await scene.Do("ListObjectsV2", new { Bucket = bucket, Delimiter = "/", MaxKeys = 2 });
        var second = await scene.Do("ListObjectsV2", new { Bucket = bucket, Delimiter = "/", MaxKeys = 2, ContinuationToken = first.Text("NextContinuationToken") });

        Assert.True(first.Flag("IsTruncated"));
        Assert.Equal(["a", "b/"], Keys(first).Concat(Prefixes(first)));
        Assert.False(second.Flag("IsTruncated"));
        Assert.Equal(["c", "d"], Keys(second).Concat(Prefixes(second)));
    }

    [Proves("ListObjectsV2")]
    public static async Task The_clients_own_paginator_reads_all_pages(Scene scene)
    {
        var keys = Enumerable.Range(0, 7).Select(number => $"key {number}").ToList();
        var bucket = await Filled(scene, keys);

        Assert.Equal(keys, Keys(await scene.DoAllPages("ListObjectsV2", new { Bucket = bucket }, 3)));
    }

    [Proves("ListObjectsV2", "ListObjects")]
    public static async Task A_listing_starts_after_a_key(Scene scene)
    {
        var bucket = await Filled(scene, ["a", "b", "c", "d"]);

        var two = await scene.Do("ListObjectsV2", new { Bucket = bucket, StartAfter = "b" });
        var one = await scene.Do("ListObjects", new { Bucket = bucket, Marker = "b", MaxKeys = 1 });

        Assert.Equal(["c", "d"], Keys(two));
        Assert.Equal(["c"], Keys(one));
        Assert.True(one.Flag("IsTruncated"));
    }

    [Proves("ListObjectsV2")]
    public static Task A_missing_bucket_is_not_an_empty_one(Scene scene) =>
        scene.Refused("ListObjectsV2", new { Bucket = scene.NewName("missing") }, "NoSuchBucket", 404);

    private static async Task<string> Filled(Scene scene, IEnumerable<string> keys)
    {
        var bucket = await scene.NewBucket();
        foreach (var key in keys) await scene.Arrange("PutObject", new { Bucket = bucket, Key = key, Body = Samples.Text("x") });
        return bucket;
    }

    private static IEnumerable<string> Keys(JsonObject list) => list.Items("Contents").Select(item => item.Text("Key"));

    private static IEnumerable<string> Prefixes(JsonObject list) => list.Items("CommonPrefixes").Select(item => item.Text("Prefix"));
}
