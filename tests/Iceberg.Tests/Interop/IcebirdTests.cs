using System.Text.Json.Nodes;
using Floe.Iceberg.Evolution;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Tests.Support;

namespace Floe.Iceberg.Tests.Interop;

/// <summary>What this library writes, read by icebird, an implementation in JavaScript that has nothing in common with it.</summary>
public sealed class IcebirdTests : IDisposable
{
    private readonly TestLake _lake = new();
    private readonly ParquetFiles _parquet;

    public IcebirdTests() => _parquet = new ParquetFiles(_lake.Files);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _parquet.Dispose();
        _lake.Dispose();
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public async Task Appended_rows_are_read(string version)
    {
        var table = await _lake.CreateAsync(null, (TableProperties.FormatVersion, version));
        await AppendAsync(table, "(1, 'a'), (2, NULL)");
        await AppendAsync(table, "(3, 'c')");
        Assert.Equal(["1 a", "2 ", "3 c"], await ReadAsync(table, "id", "name"));
    }

    [Fact]
    public async Task Many_commits_with_merged_and_rewritten_manifests_lose_no_row()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.ManifestMinMergeCount, "3"));
        for (var i = 0; i < 10; i++) await AppendAsync(table, $"({i}, 'n{i}')");
        var expected = Enumerable.Range(0, 10).Select(i => $"{i} n{i}").ToList();
        Assert.Equal(expected, await ReadAsync(table, "id", "name"));
        await table.NewRewriteManifests().CommitAsync(Cancellation);
        Assert.Equal(expected, await ReadAsync(table, "id", "name"));
    }

    [Fact]
    public async Task Position_and_equality_deletes_apply()
    {
        var table = await _lake.CreateAsync();
        var data = await AppendAsync(table, "(1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')");
        await table.NewRowDelta().AddDeletes(_parquet.PositionDeletes(table, data, 0, 3)).CommitAsync(Cancellation);
        await table.NewRowDelta().AddDeletes(_parquet.EqualityDeletes(table, "id", "(3::BIGINT)")).AddRows(NewData(table, "(3, 'new')")).CommitAsync(Cancellation);
        Assert.Equal(["2 b", "3 new"], await ReadAsync(table, "id", "name"));
        await table.NewRewriteManifests().Where(_ => true).CommitAsync(Cancellation);
        Assert.Equal(["2 b", "3 new"], await ReadAsync(table, "id", "name"));
    }

    [Fact]
    public async Task Rows_of_every_partition_spec_are_read()
    {
        var table = await _lake.CreateAsync(new PartitionSpec(0, [new PartitionField(2, null, "name", new IdentityTransform()), new PartitionField(1, null, "b", new BucketTransform(4))]));
        await table.NewAppend().Add(NewData(table, "(1, 'a')", "a", 2)).Add(NewData(table, "(2, 'b')", "b", 3)).Add(NewData(table, "(3, NULL)", null, null)).CommitAsync(Cancellation);
        await table.NewUpdatePartitionSpec().RemoveField("b").AddField("born", new MonthTransform()).CommitAsync(Cancellation);
        await table.NewAppend().Add(NewData(table, "(4, 'd')", "d", 600)).CommitAsync(Cancellation);
        await table.NewDelete().Remove((await table.NewScan().PlanAsync(Cancellation)).Files.Single(f => Equals(f.File.Partition[0], "a")).File).CommitAsync(Cancellation);
        Assert.Equal(["2 b", "3 ", "4 d"], await ReadAsync(table, "id", "name"));
    }

    [Fact]
    public async Task An_evolved_table_is_read_by_field_id()
    {
        var table = await _lake.CreateAsync(null, (TableProperties.FormatVersion, "3"));
        await AppendAsync(table, "(1, 'a')");
        await table.NewUpdateSchema().RenameColumn("name", "title").AddColumn(new NewColumn("grade", PrimitiveType.Int) { Default = 7 }).DeleteColumn("born").AddColumn("born", PrimitiveType.String).MoveFirst("grade").CommitAsync(Cancellation);
        var newer = _parquet.Data(table, "SELECT 9::INT AS grade, 2::BIGINT AS id, 'b' AS title, 'x' AS born");
        await table.NewAppend().Add(newer).CommitAsync(Cancellation);
        Assert.Equal(["7 1 a ", "9 2 b x"], await ReadAsync(table, "grade", "id", "title", "born"));
        Assert.Equal(new Dictionary<string, int> { ["grade"] = 4, ["id"] = 1, ["title"] = 2, ["born"] = 5 }, _parquet.FieldIds(newer));
    }

    [Fact]
    public async Task What_overwrites_rollbacks_and_expiry_leave_is_read()
    {
        var table = await _lake.CreateAsync();
        await AppendAsync(table, "(1, 'a')");
        var second = await table.NewOverwrite().RemoveAll().Add(NewData(table, "(2, 'b')")).CommitAsync(Cancellation);
        await AppendAsync(table, "(3, 'c')");
        await table.NewManageSnapshots().RollbackTo(second.SnapshotId).CommitAsync(Cancellation);
        var expired = await table.NewExpireSnapshots().OlderThan(DateTimeOffset.MaxValue).CommitAsync(Cancellation);
        await expired.DeleteAsync(_lake.Files, Cancellation);
        Assert.Equal(["2 b"], await ReadAsync(table, "id", "name"));
    }

    private DataFile NewData(Table table, string rows, params object?[] partition) =>
        _parquet.Data(table, $"SELECT id::BIGINT AS id, name::VARCHAR AS name, NULL::DATE AS born FROM (VALUES {rows}) t(id, name)", partition);

    private async Task<DataFile> AppendAsync(Table table, string rows)
    {
        var file = NewData(table, rows);
        await table.NewAppend().Add(file).CommitAsync(Cancellation);
        return file;
    }

    /// <returns>The values of these columns by row, in the rows' order.</returns>
    private async Task<IReadOnlyList<string>> ReadAsync(Table table, params string[] columns)
    {
        var rows = await NodeScripts.RunJsonAsync("read-table.mjs", _lake.Files.Folder, _lake.Files.LocalPath(table.MetadataLocation!));
        return [.. rows.Select(row => string.Join(' ', columns.Select(c => Text(row!.AsObject(), c)))).Order(StringComparer.Ordinal)];
    }

    private static string Text(JsonObject row, string column)
    {
        Assert.True(row.ContainsKey(column), $"{row.ToJsonString()} has no {column}");
        return row[column]?.ToString() ?? "";
    }
}
