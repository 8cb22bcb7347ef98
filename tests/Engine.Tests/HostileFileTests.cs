using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests;

/// <summary>Files of a table that are broken or gone are told by their location, whatever reads them.</summary>
public sealed class HostileFileTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("SELECT * FROM ns.t")]
    [InlineData("SELECT count(*) FROM ns.t WHERE id = 5")]
    [InlineData("DELETE FROM ns.t WHERE id = 5")]
    [InlineData("UPDATE ns.t SET name = 'x' WHERE id = 5")]
    [InlineData("CALL system.rewrite_data_files(table => 'ns.t', options => map('rewrite-all', 'true'))")]
    public async Task A_data_file_that_is_broken_or_gone_is_named(string statement)
    {
        foreach (var damage in Damages)
        {
            using var lake = await LakeAsync();
            var file = (await lake.DataFilesAsync("t"))[0].Path;
            await damage(lake.Files.PathOf(file));
            var before = (await lake.MetadataAsync("t")).CurrentSnapshotId;
            var exception = await lake.FailAsync(statement);
            Assert.Contains(file, exception.Message, StringComparison.Ordinal);
            Assert.Equal((1, 1), (exception.StatementNumber, exception.Line));
            Assert.Equal(before, (await lake.MetadataAsync("t")).CurrentSnapshotId);
            Assert.Equal(0, lake.Files.Lent);
        }
    }

    [Theory]
    [InlineData("SELECT * FROM ns.t")]
    [InlineData("SELECT * FROM ns.t.files")]
    [InlineData("SELECT * FROM ns.t.all_entries")]
    [InlineData("INSERT INTO ns.t VALUES (9, 'x')")]
    [InlineData("DELETE FROM ns.t WHERE id = 5")]
    [InlineData("CALL system.rewrite_manifests('ns.t')")]
    public async Task A_manifest_list_that_is_broken_or_gone_is_named(string statement)
    {
        foreach (var damage in Damages)
        {
            using var lake = await LakeAsync();
            var list = (await lake.MetadataAsync("t")).CurrentSnapshot!.ManifestList!;
            await damage(lake.Files.PathOf(list));
            Assert.Contains(list, (await lake.FailAsync(statement)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_manifest_that_is_broken_or_gone_is_named()
    {
        foreach (var damage in Damages)
        {
            using var lake = await LakeAsync();
            var manifest = Assert.Single(await lake.RowsAsync("SELECT path FROM ns.t.manifests"));
            await damage(lake.Files.PathOf(manifest));
            foreach (var statement in new[] { "SELECT * FROM ns.t", "EXPLAIN SELECT * FROM ns.t WHERE id = 1", "SELECT * FROM ns.t.partitions", "CALL system.rewrite_data_files('ns.t')" })
                Assert.Contains(manifest, (await lake.FailAsync(statement)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_delete_file_or_vector_that_is_broken_or_gone_is_named(int version)
    {
        foreach (var damage in Damages)
        {
            using var lake = await LakeAsync($"TBLPROPERTIES ('format-version' = '{version}', 'write.delete.mode' = 'merge-on-read')");
            await lake.RunAsync("DELETE FROM ns.t WHERE id = 5");
            var file = Assert.Single(await lake.RowsAsync("SELECT file_path FROM ns.t.delete_files"));
            await damage(lake.Files.PathOf(file));
            foreach (var statement in new[] { "SELECT * FROM ns.t", "SELECT * FROM ns.t.position_deletes", "CALL system.rewrite_data_files(table => 'ns.t', options => map('rewrite-all', 'true'))" })
                Assert.Contains(file, (await lake.FailAsync(statement)).Message, StringComparison.Ordinal);
        }
    }

    private static IReadOnlyList<Func<string, Task>> Damages { get; } =
    [
        path =>
        {
            File.Delete(path);
            return Task.CompletedTask;
        },
        path => File.WriteAllBytesAsync(path, [], Cancellation),
        async path => await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, Cancellation))[..20], Cancellation),
        path => File.WriteAllTextAsync(path, "this is no file of a table, though it is long enough to be taken for one", Cancellation),
        async path =>
        {
            // The middle of the file, its ends as they were.
            var bytes = await File.ReadAllBytesAsync(path, Cancellation);
            bytes.AsSpan(4, bytes.Length - 16).Fill(0xA5);
            await File.WriteAllBytesAsync(path, bytes, Cancellation);
        },
    ];

    private static async Task<Lake> LakeAsync(string clauses = "")
    {
        var lake = new Lake();
        await lake.RunAsync($"CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT, name STRING) {clauses}; INSERT INTO ns.t SELECT CAST(i AS INT), 'name' || i FROM range(1000) r(i)");
        return lake;
    }
}
