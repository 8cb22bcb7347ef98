using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using CsCheck;
using Floe.S3Tables.ObjectStore;

namespace Floe.S3Tables.Tests.S3;

public sealed class ListingTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private static readonly Gen<string> Text = Pick.From("a", "b", "/", "//", "\uFFFD", "😀", "\U0010FFFF", "é").Array[0, 4].Select(string.Concat);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private S3Store Store => (S3Store)fixture.Host.Services.GetService(typeof(S3Store))!;

    [Fact]
    public async Task Prefix_and_delimiter_fold_keys_into_common_prefixes()
    {
        var bucket = await NewBucketAsync("a.txt", "photos/1.jpg", "photos/2.jpg", "photos/old/3.jpg", "z");

        var root = await fixture.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Delimiter = "/" }, Token);
        Assert.Equal(["a.txt", "z"], Keys(root));
        Assert.Equal(["photos/"], root.CommonPrefixes);
        Assert.Equal(3, root.KeyCount);

        var photos = await fixture.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Delimiter = "/", Prefix = "photos/" }, Token);
        Assert.Equal(["photos/1.jpg", "photos/2.jpg"], Keys(photos));
        Assert.Equal(["photos/old/"], photos.CommonPrefixes);
    }

    [Fact]
    public async Task Pages_go_through_everything_once()
    {
        var keys = Enumerable.Range(0, 25).Select(i => $"k{i:00}").ToArray();
        var bucket = await NewBucketAsync(keys);

        var v2 = new List<string>();
        await foreach (var entry in fixture.S3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = bucket, MaxKeys = 7 }).S3Objects.WithCancellation(Token)) v2.Add(entry.Key);
        var v1 = new List<string>();
        await foreach (var entry in fixture.S3.Paginators.ListObjects(new ListObjectsRequest { BucketName = bucket, MaxKeys = 7 }).S3Objects.WithCancellation(Token)) v1.Add(entry.Key);

        Assert.Equal(keys, v2);
        Assert.Equal(keys, v1);
        Assert.Equal(["k20", "k21"], Keys(await fixture.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, StartAfter = "k19", MaxKeys = 2 }, Token)));
    }

    [Fact]
    public async Task Keys_of_any_characters_survive_with_encoding_type_url()
    {
        var bucket = await NewBucketAsync("a\u0001b", "a+b c", "é/😀");
        var page = await fixture.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Encoding = EncodingType.Url }, Token);

        Assert.Equal(["a%01b", "a%2Bb%20c", "%C3%A9/%F0%9F%98%80"], page.S3Objects.Select(o => o.Key).Select(k => k.Contains('%', StringComparison.Ordinal) ? k : Uri.EscapeDataString(k).Replace("%2F", "/")));
    }

    [Theory]
    [InlineData("list-type=2&max-keys=-1")]
    [InlineData("list-type=2&max-keys=x")]
    [InlineData("list-type=2&continuation-token=%21")]
    [InlineData("list-type=2&encoding-type=xml")]
    [InlineData("list-type=3")]
    public async Task Arguments_out_of_range_are_refused(string query)
    {
        var bucket = await NewBucketAsync();

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidArgument", await fixture.Raw.GetAsync($"{bucket}?{query}", Token));
    }

    [Fact]
    public async Task Paging_by_seeks_shows_what_a_naive_listing_shows()
    {
        var bucket = await fixture.NewBucketAsync();
        var keys = new[] { "a", "b", "/", "a/", "a/b", "a/b/a", "a//", "b/\uFFFD", "b/😀", "b/😀/a", "\uFFFD", "😀", "😀/a", "\U0010FFFF", "\U0010FFFF/a", "é/a" };
        foreach (var key in keys) await Store.PutAsync(bucket, key, new byte[1]);
        Array.Sort(keys, (x, y) => System.Text.Encoding.UTF8.GetBytes(x).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(y)));

        Gen.Select(Text, Text, Pick.From<string?>(null, "/", "b"), Gen.Int[1, 4]).Sample((prefix, after, delimiter, max) =>
        {
            var query = new ListingQuery { Prefix = prefix, Delimiter = delimiter, After = after, MaxKeys = max };
            var entries = new List<string>();
            for (var page = Store.Objects.List(bucket, query); ; page = Store.Objects.List(bucket, query = query with { After = page.Next }))
            {
                entries.AddRange(page.Objects.Select(o => o.Key));
                entries.AddRange(page.CommonPrefixes.Select(p => "prefix:" + p));
                Assert.True(page.Objects.Count + page.CommonPrefixes.Count <= max);
                if (page.Next is null) break;
            }
            Assert.Equal(Naive(keys, prefix, after, delimiter).Order(StringComparer.Ordinal), entries.Order(StringComparer.Ordinal));
        }, iter: 400, threads: 1);
    }

    private static IEnumerable<string> Naive(string[] keys, string prefix, string after, string? delimiter)
    {
        var entries = new List<string>();
        foreach (var key in keys)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal) || Compare(key, after) <= 0) continue;
            var at = delimiter is null ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            var common = at < 0 ? null : key[..(at + delimiter!.Length)];
            // To start after a common prefix is to start after all of its keys.
            if (common is not null && common == after) continue;
            entries.Add(common is null ? key : "prefix:" + common);
        }
        return entries.Distinct();
    }

    private static int Compare(string a, string b) => System.Text.Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b));

    private static List<string> Keys(ListObjectsV2Response page) => [.. page.S3Objects.Select(o => o.Key)];

    private async Task<string> NewBucketAsync(params string[] keys)
    {
        var bucket = await fixture.NewBucketAsync();
        foreach (var key in keys) await Store.PutAsync(bucket, key, new byte[] { 1 });
        return bucket;
    }
}
