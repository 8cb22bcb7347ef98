using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Altering;

public sealed class ColumnTests
{
    [Fact]
    public async Task Columns_are_added_at_their_place_and_read_as_null_from_old_files()
    {
        using var lake = await LakeAsync("id INT, name STRING");
        await lake.RunAsync("INSERT INTO ns.t VALUES (1, 'a'); ALTER TABLE ns.t ADD COLUMN price DECIMAL(10, 2) COMMENT 'in euro' AFTER id; ALTER TABLE ns.t ADD COLUMNS (first STRING FIRST, last BIGINT)");
        Assert.Equal(["first|string|NULL", "id|int|NULL", "price|decimal(10,2)|in euro", "name|string|NULL", "last|bigint|NULL"], await lake.RowsAsync("DESCRIBE ns.t"));
        await lake.RunAsync("INSERT INTO ns.t VALUES ('x', 2, 1.5, 'b', 9)");
        Assert.Equal(["NULL|1|NULL|a|NULL", "x|2|1.50|b|9"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Fields_inside_structs_lists_and_maps_are_added_renamed_changed_and_dropped()
    {
        using var lake = await LakeAsync("id INT, s STRUCT<a: INT, b: STRING>, l ARRAY<STRUCT<x: INT>>, m MAP<STRING, STRUCT<y: INT>>");
        await lake.RunAsync("INSERT INTO ns.t VALUES (1, struct_pack(a := 1, b := 'b'), [struct_pack(x := 2)], MAP {'k': struct_pack(y := 3)})");
        await lake.RunAsync("""
            ALTER TABLE ns.t ADD COLUMNS s.c DOUBLE AFTER a, l.element.z STRING, m.value.w BIGINT FIRST;
            ALTER TABLE ns.t RENAME COLUMN s.b TO text;
            ALTER TABLE ns.t ALTER COLUMN s.a TYPE BIGINT;
            ALTER TABLE ns.t ALTER COLUMN s.text FIRST
            """);
        Assert.Equal(["1|{b, 1, NULL}|[{2, NULL}]|{k -> {NULL, 3}}"], await lake.RowsAsync("SELECT * FROM ns.t"));
        await lake.RunAsync("ALTER TABLE ns.t DROP COLUMNS (s.c, l.element.z)");
        Assert.Equal(["1|{b, 1}|[{2}]|{k -> {NULL, 3}}"], await lake.RowsAsync("SELECT * FROM ns.t"));
    }

    [Fact]
    public async Task Columns_are_renamed_promoted_described_moved_and_made_optional()
    {
        using var lake = await LakeAsync("id INT NOT NULL, f FLOAT, d DECIMAL(5, 2), gone STRING");
        await lake.RunAsync("""
            INSERT INTO ns.t VALUES (1, 1.5, 2.25, 'x');
            ALTER TABLE ns.t RENAME COLUMN id TO key;
            ALTER TABLE ns.t ALTER COLUMN key TYPE BIGINT;
            ALTER TABLE ns.t ALTER key DROP NOT NULL;
            ALTER TABLE ns.t CHANGE COLUMN f TYPE DOUBLE;
            ALTER TABLE ns.t ALTER COLUMN d TYPE DECIMAL(12, 2);
            ALTER TABLE ns.t ALTER COLUMN d COMMENT 'a price';
            ALTER TABLE ns.t ALTER COLUMN d FIRST;
            ALTER TABLE ns.t ALTER COLUMN key AFTER f;
            ALTER TABLE ns.t DROP COLUMN IF EXISTS nope, gone;
            INSERT INTO ns.t VALUES (3.5, 2.5, NULL)
            """);
        Assert.Equal(["d|decimal(12,2)|a price", "f|double|NULL", "key|bigint|NULL"], await lake.RowsAsync("DESCRIBE ns.t"));
        Assert.Equal(["2.25|1.5|1", "3.50|2.5|NULL"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY d"));
    }

    [Fact]
    public async Task A_default_fills_old_rows_and_can_be_changed_for_new_ones()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT) TBLPROPERTIES ('format-version' = '3'); INSERT INTO ns.t VALUES (1)");
        await lake.RunAsync("ALTER TABLE ns.t ADD COLUMN level STRING DEFAULT 'jun' || 'ior' AFTER id; ALTER TABLE ns.t ADD COLUMN day DATE DEFAULT DATE '2026-01-31'; ALTER TABLE ns.t ALTER COLUMN level SET DEFAULT 'senior'; INSERT INTO ns.t (id) VALUES (2)");
        await lake.RunAsync("ALTER TABLE ns.t ALTER COLUMN level DROP DEFAULT; INSERT INTO ns.t (id) VALUES (3)");
        Assert.Equal(["1|junior|2026-01-31", "2|senior|2026-01-31", "3|NULL|2026-01-31"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Identifier_fields_are_set_and_dropped()
    {
        using var lake = await LakeAsync("id BIGINT NOT NULL, tenant STRING NOT NULL, note STRING");
        await lake.RunAsync("ALTER TABLE ns.t SET IDENTIFIER FIELDS id, tenant");
        Assert.Equal([1, 2], (await lake.MetadataAsync("t")).CurrentSchema.IdentifierFieldIds.Order());
        await lake.RunAsync("ALTER TABLE ns.t DROP IDENTIFIER FIELDS tenant");
        Assert.Equal([1], (await lake.MetadataAsync("t")).CurrentSchema.IdentifierFieldIds);
        Assert.Contains("'note' is not an identifier field", (await lake.FailAsync("ALTER TABLE ns.t DROP IDENTIFIER FIELDS note")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ADD COLUMN id INT", "id", 29)]
    [InlineData("DROP COLUMN nope", "nope", 30)]
    [InlineData("RENAME COLUMN id TO name", "name", 32)]
    [InlineData("ALTER COLUMN id TYPE STRING", "string", 31)]
    [InlineData("ALTER COLUMN name TYPE STRUCT<a: INT>", "primitive", 41)]
    [InlineData("ALTER COLUMN name SET NOT NULL", "name", 31)]
    [InlineData("ALTER COLUMN id AFTER nope", "nope", 31)]
    [InlineData("ADD COLUMN x INT DEFAULT 5", "version 3", 29)]
    [InlineData("SET IDENTIFIER FIELDS name", "name", 40)]
    public async Task What_cannot_be_is_told_at_its_place_and_changes_nothing(string change, string told, int column)
    {
        using var lake = await LakeAsync("id INT, name STRING");
        var exception = await lake.FailAsync("SELECT 1;\nALTER TABLE ns.t " + change);
        Assert.Contains(told, exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((2, 2, column), (exception.StatementNumber, exception.Line, exception.Column));
        Assert.Single((await lake.MetadataAsync("t")).Schemas);
    }

    private static async Task<Lake> LakeAsync(string columns)
    {
        var lake = new Lake();
        await lake.RunAsync($"CREATE NAMESPACE ns; CREATE TABLE ns.t ({columns})");
        return lake;
    }
}
