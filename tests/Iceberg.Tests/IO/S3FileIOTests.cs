using System.Security.Cryptography;
using Floe.Iceberg.IO;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.IO;

public sealed class S3FileIOTests : IDisposable
{
    private const string Warehouse = "s3://abc--table-s3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("s3-file-io-");
    private readonly SmallS3 _s3 = new();
    private readonly S3FileIO _io;

    public S3FileIOTests() => _io = new S3FileIO(_s3.Client, _folder.FullName, maxCacheBytes: 1000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _io.Dispose();
        _s3.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("s3://b/k", "b", "k")]
    [InlineData("s3a://b/a/b c?%20/k", "b", "a/b c?%20/k")]
    [InlineData("s3n://b", "b", "")]
    [InlineData("S3://b/", "b", "")]
    public void Locations_are_bucket_and_key(string text, string bucket, string key) => Assert.Equal(new S3Location(bucket, key), S3Location.Parse(text));

    [Theory]
    [InlineData("http://b/k")]
    [InlineData("s3:///k")]
    [InlineData("/tmp/k")]
    public void Other_places_are_no_s3_location(string text) => Assert.Throws<FormatException>(() => S3Location.Parse(text));

    [Fact]
    public async Task What_is_written_is_read_and_is_not_overwritten()
    {
        await _io.WriteAsync("s3a://b/a/m.avro", "one"u8.ToArray(), Cancellation);
        Assert.Equal("one"u8.ToArray(), await _io.ReadAsync("s3://b/a/m.avro", Cancellation));
        var error = await Assert.ThrowsAsync<FileExistsException>(() => _io.WriteAsync("s3://b/a/m.avro", "two"u8.ToArray(), Cancellation));
        Assert.Equal("s3://b/a/m.avro", error.Location);
        Assert.Equal("one"u8.ToArray(), _s3.Objects["b/a/m.avro"]);
    }

    [Fact]
    public async Task A_missing_object_is_named()
    {
        Assert.Equal("s3://b/none", (await Assert.ThrowsAsync<FileMissingException>(() => _io.ReadAsync("s3://b/none", Cancellation))).Location);
        await Assert.ThrowsAsync<FileMissingException>(() => _io.OpenAsync("s3://b/none", Cancellation));
        await Assert.ThrowsAsync<FileMissingException>(() => _io.OpenAsync($"{Warehouse}/none", Cancellation));
    }

    [Fact]
    public async Task A_file_of_a_warehouse_is_downloaded_once_for_all_callers()
    {
        _s3.Objects["abc--table-s3/data/f.parquet"] = new byte[100];
        await Parallel.ForAsync(0, 20, Cancellation, async (_, cancellation) =>
        {
            await using var file = await _io.OpenAsync($"{Warehouse}/data/f.parquet", cancellation);
            Assert.Equal((100, ".parquet"), (file.Length, Path.GetExtension(file.Path)));
            Assert.Equal(100, (await File.ReadAllBytesAsync(file.Path, cancellation)).Length);
        });
        Assert.Equal(1, _s3.Count("GET"));
        Assert.Equal(0, _s3.Count("HEAD"));
    }

    [Fact]
    public async Task Another_object_is_read_anew_when_it_was_replaced_and_the_lent_file_stays()
    {
        _s3.Objects["b/in.csv"] = "old"u8.ToArray();
        await using var old = await _io.OpenAsync("s3://b/in.csv", Cancellation);
        _s3.Objects["b/in.csv"] = "new"u8.ToArray();
        await using var fresh = await _io.OpenAsync("s3://b/in.csv", Cancellation);
        await using var again = await _io.OpenAsync("s3://b/in.csv", Cancellation);
        Assert.Equal("old", await File.ReadAllTextAsync(old.Path, Cancellation));
        Assert.Equal("new", await File.ReadAllTextAsync(fresh.Path, Cancellation));
        Assert.Equal(2, _s3.Count("GET"));
    }

    [Fact]
    public async Task The_cache_stays_within_its_size_and_keeps_what_is_lent()
    {
        for (var i = 0; i < 8; i++) _s3.Objects[$"abc--table-s3/data/{i}"] = new byte[300];
        var lent = await _io.OpenAsync($"{Warehouse}/data/0", Cancellation);
        for (var i = 1; i < 8; i++) await (await _io.OpenAsync($"{Warehouse}/data/{i}", Cancellation)).DisposeAsync();
        Assert.True(File.Exists(lent.Path));
        Assert.InRange(CacheBytes(), 300, 1000);
        await lent.DisposeAsync();
        await lent.DisposeAsync();
        await using var last = await _io.OpenAsync($"{Warehouse}/data/7", Cancellation);
        Assert.Equal(8, _s3.Count("GET"));
    }

    [Fact]
    public async Task The_cache_outlives_the_process()
    {
        _s3.Objects["abc--table-s3/data/f"] = new byte[10];
        await (await _io.OpenAsync($"{Warehouse}/data/f", Cancellation)).DisposeAsync();
        using var next = new S3FileIO(_s3.Client, _folder.FullName);
        await (await next.OpenAsync($"{Warehouse}/data/f", Cancellation)).DisposeAsync();
        Assert.Equal(1, _s3.Count("GET"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(40 * 1024 * 1024)]
    public async Task A_staged_file_becomes_an_object_when_it_is_published(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        await using var staged = _io.Stage($"{Warehouse}/data/f.parquet");
        await File.WriteAllBytesAsync(staged.Path, content, Cancellation);
        Assert.Empty(_s3.Objects);
        await staged.PublishAsync(Cancellation);
        Assert.True(content.AsSpan().SequenceEqual(_s3.Objects["abc--table-s3/data/f.parquet"]));
        await Assert.ThrowsAsync<FileExistsException>(() => staged.PublishAsync(Cancellation));
        Assert.Equal(0, _s3.OpenUploads);
    }

    [Fact]
    public async Task A_staged_file_that_is_not_published_leaves_nothing()
    {
        var staged = _io.Stage($"{Warehouse}/data/f.parquet");
        await File.WriteAllTextAsync(staged.Path, "x", Cancellation);
        await staged.DisposeAsync();
        Assert.False(File.Exists(staged.Path));
        Assert.Empty(_s3.Objects);
    }

    [Fact]
    public async Task Objects_are_listed_over_all_pages()
    {
        foreach (var key in new[] { "in/a.csv", "in/b & c.csv", "in/d.csv", "out/e.csv" }) _s3.Objects[$"b/{key}"] = "12345"u8.ToArray();
        var found = new List<FileEntry>();
        await foreach (var entry in _io.ListAsync("s3a://b/in/", Cancellation)) found.Add(entry);
        Assert.Equal(["s3://b/in/a.csv", "s3://b/in/b & c.csv", "s3://b/in/d.csv"], found.Select(f => f.Location));
        Assert.All(found, f => Assert.Equal((5, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)), (f.Length, f.LastModified)));
    }

    private long CacheBytes() => new DirectoryInfo(Path.Combine(_folder.FullName, "objects")).EnumerateFiles().Sum(f => f.Length);
}
