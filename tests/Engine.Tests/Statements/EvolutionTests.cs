using Floe.Engine.DuckDb;
using Floe.Engine.Tests.Support;
using Floe.Iceberg.Catalog;
using Floe.Iceberg.Operations;
using Floe.Iceberg.Spec;
using Floe.Iceberg.Updates;

namespace Floe.Engine.Tests.Statements;

/// <summary>Reading what was written under another schema, and without what was deleted since.</summary>
public sealed class EvolutionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Columns_renamed_moved_promoted_added_and_dropped_read_by_their_ids()
    {
        using var lake = await LakeAsync("id INT, name STRING, gone STRING, price DECIMAL(5, 2), f FLOAT", "VALUES (1, 'a', 'x', 1.25, 1.5)");
        await EvolveAsync(lake,
        [
            NestedField.Optional(4, "cost", new DecimalType(12, 2)), NestedField.Optional(1, "key", PrimitiveType.Long), NestedField.Optional(5, "f", PrimitiveType.Double),
            NestedField.Optional(2, "title", PrimitiveType.String), NestedField.Optional(6, "gone", PrimitiveType.Int),
        ]);
        await lake.RunAsync("INSERT INTO ns.t VALUES (9999999999.99, 5000000000, 2.5, 'b', 7)");
        Assert.Equal(["1.25|1|1.5|a|NULL", "9999999999.99|5000000000|2.5|b|7"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY key"));
        Assert.Equal(["1|a|x|1.25|1.5"], await lake.RowsAsync($"SELECT * FROM ns.t VERSION AS OF {(await lake.MetadataAsync("t")).Snapshots[0].SnapshotId}"));
        await lake.RunAsync("UPDATE ns.t SET title = 'c' WHERE key = 1; DELETE FROM ns.t WHERE cost > 100");
        Assert.Equal(["1.25|1|1.5|c|NULL"], await lake.RowsAsync("SELECT * FROM ns.t"));
    }

    [Fact]
    public async Task Fields_inside_structs_lists_and_maps_read_by_their_ids()
    {
        using var lake = await LakeAsync(
            "id INT, a STRUCT<x: INT, y: STRING>, l ARRAY<STRUCT<x: INT, y: STRING>>, m MAP<STRING, STRUCT<x: INT>>",
            "VALUES (1, {'x': 1, 'y': 'one'}, [{'x': 1, 'y': 'one'}], MAP {'k': {'x': 5}}), (2, NULL, NULL, NULL)");
        var fields = (await lake.MetadataAsync("t")).CurrentSchema.Fields;
        var (list, map) = ((ListType)fields[2].Type, (MapType)fields[3].Type);
        await EvolveAsync(lake,
        [
            fields[0],
            fields[1] with { Type = Renamed((StructType)fields[1].Type, 13) },
            fields[2] with { Type = list with { Element = Renamed((StructType)list.Element, 14) } },
            fields[3] with { Type = map with { Value = Renamed((StructType)map.Value, 15) } },
        ]);
        await lake.RunAsync("INSERT INTO ns.t SELECT 3, {'added': 9, 'renamed': 3, 'y': 'three'}, NULL, NULL");
        Assert.Equal(
            ["1|{NULL, 1, one}|[{NULL, 1, one}]|{k -> {NULL, 5}}", "2|NULL|NULL|NULL", "3|{9, 3, three}|NULL|NULL"],
            await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));

        static StructType Renamed(StructType type, int newId) =>
            new([NestedField.Optional(newId, "added", PrimitiveType.Int), type.Fields[0] with { Name = "renamed" }, .. type.Fields.Skip(1)]);
    }

    [Fact]
    public async Task Position_deletes_take_out_rows_of_the_files_they_name()
    {
        using var lake = await LakeAsync("id INT", "VALUES (1), (2), (3)");
        await lake.RunAsync("INSERT INTO ns.t VALUES (4), (5)");
        var files = await lake.DataFilesAsync("t");
        var first = files.Single(file => file.RecordCount == 3).Path;
        await DeleteAsync(lake, FileContent.PositionDeletes, $"SELECT '{first}' AS file_path, CAST(1 AS BIGINT) AS pos", "{file_path: 2147483546, pos: 2147483545}", null);
        Assert.Equal(["1", "3", "4", "5"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        Assert.Equal(["4|13"], await lake.RowsAsync("SELECT count(*), sum(id) FROM ns.t"));
        await lake.RunAsync("UPDATE ns.t SET id = id * 10 WHERE id = 3");
        Assert.Equal(["1", "4", "5", "30"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Equality_deletes_take_out_older_rows_also_by_columns_dropped_since()
    {
        using var lake = await LakeAsync("id INT, name STRING", "VALUES (1, 'a'), (2, NULL), (3, 'c')");
        await DeleteAsync(lake, FileContent.EqualityDeletes, "SELECT CAST(NULL AS VARCHAR) AS name", "{name: 2}", [2]);
        await lake.RunAsync("INSERT INTO ns.t VALUES (4, NULL)");
        Assert.Equal(["1|a", "3|c", "4|NULL"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        await EvolveAsync(lake, [NestedField.Optional(1, "id", PrimitiveType.Int)]);
        Assert.Equal(["1", "3", "4"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    private static async Task<Lake> LakeAsync(string columns, string rows)
    {
        var lake = new Lake();
        await lake.RunAsync($"CREATE NAMESPACE ns; CREATE TABLE ns.t ({columns}); INSERT INTO ns.t {rows}");
        return lake;
    }

    private static async Task EvolveAsync(Lake lake, IReadOnlyList<NestedField> fields) =>
        await lake.Catalog.CommitTableAsync(new TableIdentifier("ns", "t"), [], [new AddSchema(new Schema(1, fields)), new SetCurrentSchema(-1)], Cancellation);

    private static async Task DeleteAsync(Lake lake, FileContent content, string sql, string fieldIds, IReadOnlyList<int>? equalityIds)
    {
        var table = new Table(await lake.Catalog.LoadTableAsync(new TableIdentifier("ns", "t"), Cancellation), lake.Catalog, lake.Files);
        await using var staged = lake.Files.Stage(table.NewDataLocation());
        await using (var duck = await DuckDbSession.OpenAsync(new EngineOptions(1, "256MB", lake.TempFolder), Cancellation))
            await duck.ExecuteAsync($"COPY ({sql}) TO {Quote.Text(staged.Path)} (FORMAT parquet, FIELD_IDS {fieldIds})", Cancellation);
        var length = new FileInfo(staged.Path).Length;
        await staged.PublishAsync(Cancellation);
        await table.NewRowDelta().AddDeletes(new DataFile { Path = staged.Location, Content = content, RecordCount = 1, FileSizeInBytes = length, EqualityIds = equalityIds }).CommitAsync(Cancellation);
    }
}
