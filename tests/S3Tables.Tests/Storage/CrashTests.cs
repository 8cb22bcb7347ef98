using System.Diagnostics;
using Floe.S3Tables.ObjectStore;
using Floe.S3Tables.ObjectStore.Checksums;
using Floe.S3Tables.ObjectStore.Files;
using Floe.S3Tables.Storage;

namespace Floe.S3Tables.Tests.Storage;

/// <summary>What a start finds after a process was killed at the worst moment, made by hand.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_without_a_row_go_and_objects_stay()
    {
        var layout = new FileLayout(_folder.Path);
        await using (var lake = await StoreUnderTest.OpenAsync(_folder.Path)) await lake.Store.PutAsync(StoreUnderTest.Bucket, "k", Body(1));
        // Killed between the rename and the row, in a shard that is open again: unsealed, one file named by a row and two by none.
        var shard = FileLayout.ShardOf(long.Parse(Path.GetFileName(Assert.Single(StoreUnderTest.Files(_folder.Path))), System.Globalization.NumberStyles.HexNumber));
        await UnsealAsync(shard);
        await File.WriteAllTextAsync(layout.PathOf(FileLayout.FirstOf(shard) + 7), "orphan", Token);
        await File.WriteAllTextAsync(layout.PathOf(FileLayout.FirstOf(shard) + 8), "orphan", Token);
        await File.WriteAllTextAsync(Path.Combine(layout.Staging, "half"), "half an upload", Token);

        await using var again = await StoreUnderTest.OpenAsync(_folder.Path);
        Assert.Equal(Body(1), await again.Store.ReadAsync(StoreUnderTest.Bucket, "k", Token));
        Assert.Single(StoreUnderTest.Files(_folder.Path));
        Assert.Empty(Directory.GetFiles(layout.Staging));
    }

    [Fact]
    public async Task A_folder_from_before_small_objects_were_in_the_database_opens_with_all_of_it()
    {
        var layout = new FileLayout(_folder.Path);
        await using (var old = Database.Open(Path.Combine(_folder.Path, "floe.db"), ObjectStoreSchema.Migrations.Where(step => step.Number < 4)))
        {
            await old.WriteAsync(connection => connection.ExecuteScript($"""
                INSERT INTO bucket (id, name, kind, created) VALUES (1, '{StoreUnderTest.Bucket}', 'GeneralPurpose', 0);
                INSERT INTO shard (id, sealed) VALUES (1, 1);
                INSERT INTO object (bucket, key, file, size, etag, modified) VALUES (1, 'old', 4096, 5, 'etag', 0);
                """));
        }
        Directory.CreateDirectory(layout.FolderOf(1));
        await File.WriteAllTextAsync(layout.PathOf(4096), "small", Token);

        await using var lake = await StoreUnderTest.OpenAsync(_folder.Path);
        await lake.Store.PutAsync(StoreUnderTest.Bucket, "new", "small"u8.ToArray());
        Assert.Equal("small"u8.ToArray(), await lake.Store.ReadAsync(StoreUnderTest.Bucket, "old", Token));
        var (before, after) = (lake.Store.Objects.Require(StoreUnderTest.Bucket, "old", null), lake.Store.Objects.Require(StoreUnderTest.Bucket, "new", null));
        Assert.Null(before.Attributes.Checksum);
        Assert.Equal("FULL_OBJECT", after.Attributes.Checksum?.Type.Name());
    }

    [Fact]
    public async Task A_deletion_that_was_recorded_is_finished()
    {
        var layout = new FileLayout(_folder.Path);
        await using (await StoreUnderTest.OpenAsync(_folder.Path))
        {
        }
        const long File = 4096 * 9;
        Directory.CreateDirectory(layout.FolderOf(FileLayout.ShardOf(File)));
        await System.IO.File.WriteAllTextAsync(layout.PathOf(File), "replaced", Token);
        await WriteAsync("INSERT INTO garbage (file) VALUES (36864)");

        await using var again = await StoreUnderTest.OpenAsync(_folder.Path);
        Assert.Empty(StoreUnderTest.Files(_folder.Path));
        Assert.Equal(0, again.Database.Read(connection => connection.QueryScalar<long>("SELECT count(*) FROM garbage")));
    }

    [Fact]
    public async Task A_start_looks_only_where_a_crash_can_have_left_something()
    {
        await using (var lake = await StoreUnderTest.OpenAsync(_folder.Path)) await lake.Store.PutAsync(StoreUnderTest.Bucket, "k", Body(1));
        var sealedFolder = Path.GetDirectoryName(Assert.Single(StoreUnderTest.Files(_folder.Path)))!;
        var stray = Path.Combine(sealedFolder, "fff");
        await File.WriteAllTextAsync(stray, "put there by hand", Token);

        await using var again = await StoreUnderTest.OpenAsync(_folder.Path);
        Assert.True(File.Exists(stray));
    }

    [Fact]
    public async Task After_a_kill_every_acknowledged_object_is_whole_and_nothing_else_is_there()
    {
        var acknowledged = new Dictionary<string, int>();
        for (var round = 0; round < 2; round++)
        {
            using var service = await ServiceProcess.StartAsync(_folder.Path, Token);
            using var client = service.NewClient();
            if (round == 0) (await client.PutAsync("crash", null, Token)).EnsureSuccessStatusCode();
            foreach (var (key, value) in acknowledged) Assert.Equal(Body(value), await client.GetByteArrayAsync($"crash/{key}", Token));

            var writers = Enumerable.Range(0, 4).Select(writer => PutUntilKilledAsync(client, $"{round}-{writer}", acknowledged)).ToList();
            await WaitForAsync(() => acknowledged.Count >= (round + 1) * 20);
            service.Kill();
            await Task.WhenAll(writers);
        }

        await using var lake = await StoreUnderTest.OpenAsync(_folder.Path);
        foreach (var (key, value) in acknowledged) Assert.Equal(Body(value), await lake.Store.ReadAsync("crash", key, Token));
        var rows = lake.Database.Read(connection => connection.QueryScalar<long>("SELECT count(*) FROM object"));
        var bodies = lake.Database.Read(connection => connection.QueryScalar<long>("SELECT count(*) FROM body"));
        Assert.Equal(rows, bodies + StoreUnderTest.Files(_folder.Path).Length);
        // At most one unacknowledged object a writer and round may have made it.
        Assert.InRange(rows, acknowledged.Count, acknowledged.Count + 8);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Every other one is small enough for the database.</summary>
    private static byte[] Body(int value) => Enumerable.Repeat((byte)value, (value % 2 == 0 ? 1_000 : 100_000) + value).ToArray();

    private static async Task PutUntilKilledAsync(HttpClient client, string prefix, Dictionary<string, int> acknowledged)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                using var response = await client.PutAsync($"crash/{prefix}-{i}", new ByteArrayContent(Body(i)), Token);
                response.EnsureSuccessStatusCode();
                lock (acknowledged) acknowledged[$"{prefix}-{i}"] = i;
            }
        }
        catch (HttpRequestException)
        {
            // Killed.
        }
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        var patience = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "The service took no objects.");
            await timer.WaitForNextTickAsync(Token);
        }
    }

    private Task UnsealAsync(long shard) => WriteAsync($"UPDATE shard SET sealed = 0 WHERE id = {shard}");

    private async Task WriteAsync(string sql)
    {
        await using var database = Database.Open(Path.Combine(_folder.Path, "floe.db"), []);
        await database.WriteAsync(connection => { connection.Execute(sql); });
    }
}
