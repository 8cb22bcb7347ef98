using System.Text;
using Floe.Iceberg.IO;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Tests.Storage;

public sealed class ObjectStoreTests : IAsyncLifetime
{
    /// <summary>Too large for the database.</summary>
    private const int Large = S3Store.MaxInline + 1;

    private readonly TemporaryFolder _folder = new();
    private StoreUnderTest _lake = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private S3Store Store => _lake.Store;

    public async ValueTask InitializeAsync() => _lake = await StoreUnderTest.OpenAsync(_folder.Path);

    [Fact]
    public async Task A_lent_file_stays_as_it_is_when_the_object_is_replaced_and_deleted()
    {
        await Store.PutAsync(StoreUnderTest.Bucket, "k", "one"u8.ToArray());
        var lent = Store.Objects.Lend(StoreUnderTest.Bucket, "k");
        await Store.PutAsync(StoreUnderTest.Bucket, "k", "two"u8.ToArray());
        await Store.Objects.DeleteAsync(StoreUnderTest.Bucket, "k", WriteCondition.None);
        await RestartAsync(_ => Task.CompletedTask, beforeStop: () =>
        {
            Assert.Equal("one", File.ReadAllText(lent.Path));
            return lent.DisposeAsync().AsTask();
        });

        Assert.Empty(StoreUnderTest.Files(_folder.Path));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Large - 1)]
    [InlineData(Large)]
    [InlineData(600_000)]
    public async Task An_object_reads_back_whichever_way_it_is_kept(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        await Store.PutAsync(StoreUnderTest.Bucket, "k", bytes);

        Assert.Equal(bytes, await Store.ReadAsync(StoreUnderTest.Bucket, "k", Token));
        await using var lent = Store.Objects.Lend(StoreUnderTest.Bucket, "k");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(lent.Path, Token));
        Assert.Equal(size, lent.Length);
        Assert.Equal(size < Large ? 0 : 1, StoreUnderTest.Files(_folder.Path).Length);
    }

    [Fact]
    public async Task A_key_that_goes_from_small_to_large_and_back_leaves_nothing_of_the_others()
    {
        foreach (var size in new[] { 10, Large, 20, Large + 1, 30 })
        {
            await Store.PutAsync(StoreUnderTest.Bucket, "k", new byte[size]);
            Assert.Equal(size, (await Store.ReadAsync(StoreUnderTest.Bucket, "k", Token))!.Length);
        }
        await RestartAsync(_ => Task.CompletedTask);

        Assert.Empty(StoreUnderTest.Files(_folder.Path));
        Assert.Equal(1, Bodies());
        Assert.Equal(30, (await Store.ReadAsync(StoreUnderTest.Bucket, "k", Token))!.Length);
    }

    [Fact]
    public async Task A_small_object_goes_with_its_last_copy()
    {
        await Store.PutAsync(StoreUnderTest.Bucket, "from", "bytes"u8.ToArray());
        await Store.Objects.CopyAsync(StoreUnderTest.Bucket, "from", StoreUnderTest.Bucket, "to", source => source.Attributes, WriteCondition.None);
        await Store.Objects.DeleteAsync(StoreUnderTest.Bucket, "from", WriteCondition.None);
        Assert.Equal(1, Bodies());
        await Store.Objects.DeleteAsync(StoreUnderTest.Bucket, "to", WriteCondition.None);
        Assert.Equal(0, Bodies());
    }

    [Fact]
    public async Task Loans_of_a_small_object_are_files_of_their_own_which_go_when_they_are_returned()
    {
        await Store.PutAsync(StoreUnderTest.Bucket, "k", "one"u8.ToArray());
        var lent = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Store.Objects.Lend(StoreUnderTest.Bucket, "k"), Token)));
        await Store.Objects.DeleteAsync(StoreUnderTest.Bucket, "k", WriteCondition.None);

        Assert.Equal(8, lent.Select(file => file.Path).Distinct().Count());
        foreach (var file in lent)
        {
            Assert.Equal("one", await File.ReadAllTextAsync(file.Path, Token));
            await file.DisposeAsync();
        }
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "staging")));
    }

    [Fact]
    public async Task Several_objects_are_stored_together_or_not_at_all()
    {
        await Store.PutAsync(StoreUnderTest.Bucket, "taken", new byte[1]);
        await Assert.ThrowsAsync<StoreException>(() => Store.PutAllAsync(
            [(StoreUnderTest.Bucket, "small", new byte[1]), (StoreUnderTest.Bucket, "large", new byte[Large]), (StoreUnderTest.Bucket, "taken", new byte[Large])], _ => { }));
        Assert.Null(await Store.ReadAsync(StoreUnderTest.Bucket, "small", Token));
        Assert.Null(await Store.ReadAsync(StoreUnderTest.Bucket, "large", Token));
        Assert.Empty(StoreUnderTest.Files(_folder.Path));

        await Store.PutAllAsync([(StoreUnderTest.Bucket, "small", new byte[1]), (StoreUnderTest.Bucket, "large", new byte[Large])], _ => { });
        Assert.Equal(Large, (await Store.ReadAsync(StoreUnderTest.Bucket, "large", Token))!.Length);
        Assert.Single((await Store.ReadAsync(StoreUnderTest.Bucket, "small", Token))!);
    }

    [Fact]
    public async Task Files_of_replaced_and_deleted_objects_go()
    {
        for (var i = 0; i < 10; i++) await Store.PutAsync(StoreUnderTest.Bucket, "k", new byte[Large + i]);
        await Store.PutAsync(StoreUnderTest.Bucket, "gone", new byte[Large]);
        await Store.Objects.DeleteAsync(StoreUnderTest.Bucket, "gone", WriteCondition.None);
        // A stop waits for what is being cleared away.
        await RestartAsync(_ => Task.CompletedTask);

        Assert.Single(StoreUnderTest.Files(_folder.Path));
        Assert.Equal(Large + 9, (await Store.ReadAsync(StoreUnderTest.Bucket, "k", Token))!.Length);
    }

    [Fact]
    public async Task A_copy_outlives_its_source()
    {
        await Store.PutAsync(StoreUnderTest.Bucket, "from", "bytes"u8.ToArray());
        await Store.Objects.CopyAsync(StoreUnderTest.Bucket, "from", StoreUnderTest.Bucket, "to", source => source.Attributes, WriteCondition.None);
        await Store.Objects.DeleteAsync(StoreUnderTest.Bucket, "from", WriteCondition.None);
        await RestartAsync(_ => Task.CompletedTask);

        Assert.Equal("bytes"u8.ToArray(), await Store.ReadAsync(StoreUnderTest.Bucket, "to", Token));
    }

    [Fact]
    public async Task A_refused_write_leaves_no_file()
    {
        await Store.PutAsync(StoreUnderTest.Bucket, "k", new byte[Large]);
        var refused = await Assert.ThrowsAsync<StoreException>(() => Store.PutAsync(StoreUnderTest.Bucket, "k", new byte[Large], ifNoneMatch: true));

        Assert.Equal(StoreError.PreconditionFailed, refused.Error);
        Assert.Single(StoreUnderTest.Files(_folder.Path));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "staging")));
    }

    [Fact]
    public async Task A_warehouse_is_made_and_dropped_inside_a_callers_transaction()
    {
        const string Name = "w--table-s3";
        await _lake.Database.WriteAsync(connection => Store.CreateWarehouse(connection, Name));
        for (var i = 0; i < 1100; i++) await Store.PutAsync(Name, $"data/{i}", new byte[1]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _lake.Database.WriteAsync(connection =>
        {
            Store.DropWarehouse(connection, Name);
            throw new InvalidOperationException("undone");
        }));
        Assert.NotNull(await Store.ReadAsync(Name, "data/0", Token));

        await _lake.Database.WriteAsync(connection => Store.DropWarehouse(connection, Name));
        Assert.Null(await Store.ReadAsync(Name, "data/0", Token));
        Assert.DoesNotContain(Store.Buckets.List(), bucket => bucket.Name == Name);
        await WaitUntilAsync(() => StoreUnderTest.Files(_folder.Path).Length == 0);
    }

    [Fact]
    public async Task A_staged_file_becomes_an_object_without_a_copy()
    {
        var io = Store.FileIO;
        await using var staged = io.Stage("s3://bucket/data/part.parquet");
        Assert.EndsWith(".parquet", staged.Path);
        await File.WriteAllTextAsync(staged.Path, "rows", Token);
        await Assert.ThrowsAsync<FileMissingException>(() => io.OpenAsync("s3://bucket/data/part.parquet", Token));
        await staged.PublishAsync(Token);

        await using var lent = await io.OpenAsync("s3a://bucket/data/part.parquet", Token);
        Assert.Equal("rows", await File.ReadAllTextAsync(lent.Path, Token));
        Assert.Equal(4, lent.Length);
        Assert.False(File.Exists(staged.Path));
        Assert.Matches("^[0-9a-f]{32}-1$", Store.Objects.Find("bucket", "data/part.parquet").Object!.ETag);
    }

    [Fact]
    public async Task Iceberg_files_are_never_overwritten()
    {
        var io = Store.FileIO;
        await io.WriteAsync("s3://bucket/m.json", Encoding.UTF8.GetBytes("1"), Token);

        await Assert.ThrowsAsync<FileExistsException>(() => io.WriteAsync("s3://bucket/m.json", Encoding.UTF8.GetBytes("2"), Token));
        await using var staged = io.Stage("s3://bucket/m.json");
        await File.WriteAllTextAsync(staged.Path, "3", Token);
        await Assert.ThrowsAsync<FileExistsException>(() => staged.PublishAsync(Token));
        Assert.Equal("1"u8.ToArray(), await io.ReadAsync("s3://bucket/m.json", Token));
    }

    [Fact]
    public async Task Files_are_listed_below_a_prefix()
    {
        foreach (var key in new[] { "in/1.csv", "in/2.csv", "other" }) await Store.PutAsync(StoreUnderTest.Bucket, key, new byte[2]);
        var listed = new List<FileEntry>();
        await foreach (var entry in Store.FileIO.ListAsync("s3://bucket/in/", Token)) listed.Add(entry);

        Assert.Equal(["s3://bucket/in/1.csv", "s3://bucket/in/2.csv"], listed.Select(entry => entry.Location));
        Assert.All(listed, entry => Assert.Equal(2, entry.Length));
    }

    [Fact]
    public async Task Whoever_reads_while_others_write_sees_one_whole_object()
    {
        await Store.PutAsync(StoreUnderTest.Bucket, "k", Filled(0));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var reads = 0;
            for (; !stop.IsCancellationRequested; reads++)
            {
                var bytes = (await Store.ReadAsync(StoreUnderTest.Bucket, "k", CancellationToken.None))!;
                Assert.Equal(Filled(bytes[0]), bytes);
            }
            return reads;
        }, Token)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await Store.PutAsync(StoreUnderTest.Bucket, "k", Filled((byte)((writer * 50) + i)));
        }, Token)));
        await stop.CancelAsync();

        Assert.All(await Task.WhenAll(readers), reads => Assert.True(reads > 0));
    }

    public async ValueTask DisposeAsync()
    {
        await _lake.DisposeAsync();
        _folder.Dispose();
    }

    private long Bodies() => _lake.Database.Read(connection => connection.QueryScalar<long>("SELECT count(*) FROM body"));

    /// <summary>A content whose size and bytes follow from one number; some are small enough for the database, some are not.</summary>
    private static byte[] Filled(byte value) => Enumerable.Repeat(value, 1000 + (value * 337)).ToArray();

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!condition()) await timer.WaitForNextTickAsync(timeout.Token);
    }

    private async Task RestartAsync(Func<string, Task> whileDown, Func<Task>? beforeStop = null)
    {
        if (beforeStop is not null) await beforeStop();
        await _lake.DisposeAsync();
        await whileDown(_folder.Path);
        _lake = await StoreUnderTest.OpenAsync(_folder.Path);
    }
}
