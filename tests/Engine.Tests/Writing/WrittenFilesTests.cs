using Floe.Engine.DuckDb;
using Floe.Engine.Tests.Support;
using Floe.Iceberg.Metrics;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tests.Writing;

public sealed class WrittenFilesTests
{
    [Fact]
    public async Task Counts_and_bounds_are_those_of_the_rows()
    {
        using var lake = await LakeAsync(
            "b BOOLEAN, i INT, l BIGINT, f FLOAT, d DOUBLE, p DECIMAL(20, 2), s STRING, x BINARY, dt DATE, ts TIMESTAMP, local TIMESTAMP_NTZ, tags ARRAY<STRING>, a STRUCT<n: INT, t: STRING>",
            """
            SELECT * FROM (VALUES
              (TRUE, -5, 9007199254740993, CAST(1.5 AS FLOAT), CAST('nan' AS DOUBLE), 12345678901234567.89, 'a string longer than sixteen', X'00ff', DATE '1969-12-31', TIMESTAMP '2026-01-31 10:00:00.123456', TIMESTAMP_NTZ '2026-01-31 10:00:00', ARRAY('x'), {'n': 1, 't': 'z'}),
              (NULL, 7, -1, CAST(-2.5 AS FLOAT), 3.5, -1.00, 'b', X'', DATE '2026-01-31', TIMESTAMP '1969-12-31 23:59:59', NULL, NULL, NULL))
            """);
        var file = (await lake.DataFilesAsync("t")).Single();
        var schema = (await lake.MetadataAsync("t")).CurrentSchema;
        (object? Min, object? Max) Bounds(string name)
        {
            var field = schema.FindField(name)!;
            return (Decode(file.LowerBounds, field), Decode(file.UpperBounds, field));
        }

        Assert.Equal((true, true), Bounds("b"));
        Assert.Equal((-5, 7), Bounds("i"));
        Assert.Equal((-1L, 9007199254740993L), Bounds("l"));
        Assert.Equal((-2.5f, 1.5f), Bounds("f"));
        Assert.Equal((3.5, 3.5), Bounds("d"));
        Assert.Equal((IcebergDecimal.Parse("-1.00"), IcebergDecimal.Parse("12345678901234567.89")), Bounds("p"));
        Assert.Equal(("a string longer ", "b"), Bounds("s"));
        Assert.Equal([0x00, 0xff], (byte[])Bounds("x").Max!);
        Assert.Equal((-1, 20484), Bounds("dt"));
        Assert.Equal((-1_000_000L, 1_769_853_600_123_456L), Bounds("ts"));
        Assert.Equal((1, 1), Bounds("a.n"));
        Assert.Equal((2, 1, 1), (file.ValueCounts![1], file.NullValueCounts![1], file.NullValueCounts[schema.FindField("a.t")!.Id]));
        Assert.Equal(0, file.NanValueCounts![schema.FindField("f")!.Id]);
        Assert.False(file.NanValueCounts.ContainsKey(schema.FindField("d")!.Id));
        Assert.Equal([4], file.SplitOffsets!);
        Assert.Equal(new FileInfo(lake.Files.PathOf(file.Path)).Length, file.FileSizeInBytes);
    }

    [Fact]
    public async Task Every_node_of_a_file_has_its_field_id()
    {
        using var lake = await LakeAsync("id INT, tags ARRAY<STRING>, m MAP<STRING, INT>, a STRUCT<n: INT, deep: STRUCT<z: ARRAY<DATE>>>", "SELECT 1, NULL, NULL, NULL");
        var file = (await lake.DataFilesAsync("t")).Single();
        await using var duck = await DuckDbSession.OpenAsync(new EngineOptions(1, "256MB", lake.TempFolder), TestContext.Current.CancellationToken);
        var ids = await duck.QueryAsync(
            $"SELECT name, field_id FROM parquet_schema({Quote.Text(lake.Files.PathOf(file.Path))}) WHERE field_id IS NOT NULL ORDER BY field_id",
            reader => $"{reader.GetValue(1)} {reader.GetString(0)}",
            TestContext.Current.CancellationToken);
        var schema = (await lake.MetadataAsync("t")).CurrentSchema;
        Assert.Equal(schema.AllFields.OrderBy(field => field.Id).Select(field => $"{field.Id} {field.Name}"), ids);
    }

    [Fact]
    public async Task Rows_go_to_files_of_their_partition_by_every_transform()
    {
        using var lake = await LakeAsync(
            "id BIGINT, name STRING, ts TIMESTAMP, d DATE, p DECIMAL(9, 2)",
            "SELECT range - 3, CASE WHEN range = 0 THEN NULL ELSE 'näme/' || range % 2 END, TIMESTAMP '1969-12-31 22:30:00' + range * INTERVAL 1 HOUR, DATE '1969-12-01' + CAST(range * 20 AS INT), range * 10.65 - 20 FROM range(8)",
            "PARTITIONED BY (name, bucket(5, id), bucket(3, p), hours(ts), months(d), years(d), truncate(10, id), truncate(50, p), truncate(2, name))");
        var metadata = await lake.MetadataAsync("t");
        var files = await lake.DataFilesAsync("t");
        Assert.Equal(8, files.Sum(file => file.RecordCount));
        // Each file has one row here, so its bounds are its values, and the library's own transforms tell where it belongs.
        foreach (var file in files)
            for (var i = 0; i < metadata.DefaultSpec.Fields.Count; i++)
            {
                var field = metadata.DefaultSpec.Fields[i];
                var source = metadata.CurrentSchema.FindField(field.SourceId)!;
                Assert.Equal(1, file.RecordCount);
                Assert.True(
                    IcebergValue.AreEqual(field.Transform.Apply(source.Type, Decode(file.LowerBounds, source)), file.Partition[i]),
                    $"{field.Name} of {Decode(file.LowerBounds, source)} is {field.Transform.Apply(source.Type, Decode(file.LowerBounds, source))}, not {file.Partition[i]}");
            }
        Assert.Equal(["8|4"], await lake.RowsAsync("SELECT count(*), sum(id) FROM ns.t"));
        Assert.Equal(["7"], await lake.RowsAsync("SELECT count(*) FROM ns.t WHERE name LIKE 'näme/%'"));
    }

    [Fact]
    public async Task Files_are_sorted_as_the_table_says()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns");
        var schema = new Schema(0, [NestedField.Optional(1, "id", PrimitiveType.Long), NestedField.Optional(2, "name", PrimitiveType.String)]);
        var order = new SortOrder(1, [new SortField(2, new IdentityTransform(), SortDirection.Descending, NullOrder.NullsLast), new SortField(1, new IdentityTransform(), SortDirection.Ascending, NullOrder.NullsFirst)]);
        await lake.Catalog.CreateTableAsync("ns", new("t", schema, WriteOrder: order), TestContext.Current.CancellationToken);

        await lake.RunAsync("INSERT INTO ns.t VALUES (3, 'a'), (1, 'b'), (2, NULL), (0, 'b')");

        var file = (await lake.DataFilesAsync("t")).Single();
        Assert.Equal(1, file.SortOrderId);
        await using var duck = await DuckDbSession.OpenAsync(new EngineOptions(1, "256MB", lake.TempFolder), TestContext.Current.CancellationToken);
        var rows = await duck.QueryAsync($"SELECT id FROM {Quote.Text(lake.Files.PathOf(file.Path))}", reader => reader.GetInt64(0), TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 3, 2], rows);
    }

    private static object? Decode(IReadOnlyDictionary<int, byte[]>? bounds, NestedField field) =>
        bounds is not null && bounds.TryGetValue(field.Id, out var bytes) ? SingleValue.Decode(field.Type, bytes) : null;

    private static async Task<Lake> LakeAsync(string columns, string query, string more = "")
    {
        var lake = new Lake();
        await lake.RunAsync($"CREATE NAMESPACE ns; CREATE TABLE ns.t ({columns}) {more}; INSERT INTO ns.t {query}");
        return lake;
    }
}
