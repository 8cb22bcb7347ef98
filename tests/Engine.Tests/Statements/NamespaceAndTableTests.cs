using Floe.Engine.Tests.Support;
using Floe.Iceberg.Spec;

namespace Floe.Engine.Tests.Statements;

public sealed class NamespaceAndTableTests
{
    [Fact]
    public async Task Namespaces_are_created_shown_and_dropped()
    {
        using var lake = new Lake();
        Assert.Equal(["a", "b"], await lake.RowsAsync("CREATE NAMESPACE a; CREATE SCHEMA IF NOT EXISTS s3tablesbucket.b; CREATE DATABASE IF NOT EXISTS a; SHOW NAMESPACES"));
        Assert.Equal(["b"], await lake.RowsAsync("DROP NAMESPACE a; DROP NAMESPACE IF EXISTS a; SHOW NAMESPACES IN s3tablesbucket LIKE 'b*'"));
        Assert.Contains("exists already. Use CREATE NAMESPACE IF NOT EXISTS", (await lake.FailAsync("CREATE NAMESPACE b")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no namespace s3tablesbucket.a", (await lake.FailAsync("DROP NAMESPACE a")).Message, StringComparison.Ordinal);
        await lake.RunAsync("CREATE TABLE b.t (id INT)");
        Assert.Contains("Drop them first", (await lake.FailAsync("DROP NAMESPACE b")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_has_the_schema_partitioning_and_properties_it_was_created_with()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync(
            """
            CREATE TABLE ns.t (
              id BIGINT NOT NULL COMMENT 'the key', level STRING, ts TIMESTAMP, local TIMESTAMP_NTZ, d DATE, price DECIMAL(10, 2), raw BINARY, flag BOOLEAN, f FLOAT, small SMALLINT,
              tags ARRAY<STRING>, attributes MAP<STRING, INT>, address STRUCT<city: STRING NOT NULL, zip INT>
            ) USING iceberg PARTITIONED BY (level, bucket(16, id), days(ts), truncate(2, level)) TBLPROPERTIES ('write.target-file-size-bytes' = '1048576')
            """);
        var metadata = await lake.MetadataAsync("t");
        Assert.Equal(
            ["1 id long", "2 level string", "3 ts timestamptz", "4 local timestamp", "5 d date", "6 price decimal(10, 2)", "7 raw binary", "8 flag boolean", "9 f float", "10 small int"],
            metadata.CurrentSchema.Fields.Take(10).Select(field => $"{field.Id} {field.Name} {field.Type}"));
        Assert.True(metadata.CurrentSchema.Fields[0] is { Required: true, Doc: "the key" });
        Assert.True(metadata.CurrentSchema.FindField("address.city")!.Required);
        Assert.Equal(["identity level", "bucket[16] id_bucket", "day ts_day", "truncate[2] level_trunc"], metadata.DefaultSpec.Fields.Select(field => $"{field.Transform} {field.Name}"));
        Assert.Equal("1048576", metadata.Properties[TableProperties.TargetFileSizeBytes]);
    }

    [Fact]
    public async Task Creating_a_table_twice_is_an_error_unless_the_statement_allows_it()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("CREATE TABLE ns.t (id INT); CREATE TABLE IF NOT EXISTS ns.t (other STRING)");
        Assert.Contains("exists already", (await lake.FailAsync("CREATE TABLE ns.t (id INT)")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no namespace s3tablesbucket.nope", (await lake.FailAsync("CREATE TABLE nope.t (id INT)")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no catalog 'nope'. There are: s3tablesbucket", (await lake.FailAsync("CREATE TABLE nope.ns.t (id INT)")).Message, StringComparison.Ordinal);
        Assert.Contains("given twice", (await lake.FailAsync("CREATE TABLE ns.u (id INT, ID STRING)")).Message, StringComparison.Ordinal);
        Assert.Contains("'text' is not a type", (await lake.FailAsync("CREATE TABLE ns.u (id TEXT)")).Message, StringComparison.Ordinal);
        Assert.Contains("no column of the table", (await lake.FailAsync("CREATE TABLE ns.u (id INT) PARTITIONED BY (x)")).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be applied", (await lake.FailAsync("CREATE TABLE ns.u (id INT) PARTITIONED BY (days(id))")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctas_takes_types_from_the_query_and_leaves_nothing_when_the_query_fails()
    {
        using var lake = await LakeAsync();
        var result = await lake.RunAsync("CREATE TABLE ns.t USING iceberg PARTITIONED BY (g) AS SELECT range AS id, range % 2 AS g, 'x' AS name, sum(range) OVER () AS total FROM range(10)");
        Assert.Equal((10, 2), (result.Statements[0].Rows, result.Statements[0].Files));
        Assert.Equal(["id|bigint|NULL", "g|bigint|NULL", "name|string|NULL", "total|bigint|NULL", "||", "# Partitioning||", "Part 0|g|"], await lake.RowsAsync("DESCRIBE ns.t"));

        await lake.FailAsync("CREATE TABLE ns.u AS SELECT error('no') AS x");
        Assert.Equal(["ns|t|false"], await lake.RowsAsync("SHOW TABLES IN ns"));
        Assert.Empty(lake.Files.StagedPaths());
    }

    [Fact]
    public async Task Tables_are_dropped_and_missing_ones_are_told()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("CREATE TABLE ns.t (id INT); DROP TABLE ns.t PURGE; DROP TABLE IF EXISTS ns.t; DROP TABLE IF EXISTS nope.t");
        Assert.Contains("There is no table s3tablesbucket.ns.t", (await lake.FailAsync("DROP TABLE ns.t")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no table s3tablesbucket.ns.t", (await lake.FailAsync("DESCRIBE ns.t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_create_table_gives_a_statement_that_makes_the_same_table()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("CREATE TABLE ns.t (id INT NOT NULL, p STRUCT<x: INT, y: ARRAY<DOUBLE>>, ts TIMESTAMP) PARTITIONED BY (bucket(4, id), hours(ts)) TBLPROPERTIES ('a' = 'b')");
        var before = await lake.MetadataAsync("t");
        var statement = (await lake.RowsAsync("SHOW CREATE TABLE ns.t"))[0];
        await lake.RunAsync("DROP TABLE ns.t; " + statement);
        var after = await lake.MetadataAsync("t");
        Assert.True(after.CurrentSchema.SameAs(before.CurrentSchema));
        Assert.Equal(before.DefaultSpec, after.DefaultSpec);
        Assert.Equal(before.Properties, after.Properties);
    }

    [Fact]
    public async Task Use_sets_what_short_names_mean()
    {
        using var lake = await LakeAsync();
        await lake.RunAsync("CREATE TABLE ns.t AS SELECT 1 AS id");
        Assert.Equal(["1"], await lake.RowsAsync("USE s3tablesbucket.ns; SELECT id FROM t", new SqlRunOptions()));
        Assert.Equal(["1"], await lake.RowsAsync("USE s3tablesbucket; USE ns; SELECT t.id FROM t", new SqlRunOptions()));
        Assert.Equal(["1|1"], await lake.RowsAsync("SELECT s3tablesbucket.ns.t.id, x.id FROM s3tablesbucket.ns.t, ns.t x"));
        Assert.Contains("no current catalog", (await lake.FailAsync("SELECT * FROM t", new SqlRunOptions())).Message, StringComparison.Ordinal);
        Assert.Contains("no current namespace", (await lake.FailAsync("SELECT * FROM t")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no namespace 'nope'", (await lake.FailAsync("USE s3tablesbucket.nope")).Message, StringComparison.Ordinal);
    }

    private static async Task<Lake> LakeAsync()
    {
        var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns");
        return lake;
    }
}
