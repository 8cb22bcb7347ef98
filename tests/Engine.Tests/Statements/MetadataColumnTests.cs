using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Statements;

public sealed class MetadataColumnTests
{
    [Fact]
    public async Task A_query_that_names_them_gets_file_place_partition_and_lineage()
    {
        using var lake = await TableLayouts.CreateAsync("v3 merge-on-read partitioned");
        await lake.RunAsync("DELETE FROM ns.t WHERE id = 99; INSERT INTO ns.t VALUES (6, 'a', 60), (7, 'a', 70); DELETE FROM ns.t WHERE id = 6");
        var files = await lake.DataFilesAsync("t");
        var row = Assert.Single(await lake.RowsAsync("SELECT _file, _pos, _partition, _spec_id, _row_id, _last_updated_sequence_number FROM ns.t WHERE id = 7"));
        var file = files.Single(file => file.RecordCount == 2);
        Assert.Equal($"{file.Path}|1|level=a|0|{file.FirstRowId + 1}|3", row);
        Assert.Equal(["5"], await lake.RowsAsync("SELECT count(DISTINCT _file) FROM ns.t"));
    }

    [Fact]
    public async Task A_star_does_not_give_them()
    {
        using var lake = await TableLayouts.CreateAsync("v2 copy-on-write");
        Assert.Equal(["1|a|10.0|0", "2|b|20.0|1"], await lake.RowsAsync("SELECT *, _pos FROM ns.t WHERE id < 3 ORDER BY id"));
        Assert.Equal(["4|a|40.0|0|2"], await lake.RowsAsync("SELECT x.*, x._pos, 1 * 2 FROM ns.t x JOIN (SELECT * FROM ns.t) y ON x.id = y.id WHERE x.id = 4"));
        Assert.Equal(["NULL"], await lake.RowsAsync("SELECT _row_id FROM ns.t WHERE id = 1"));
    }

    [Fact]
    public async Task Lineage_can_be_asked_where_rows_are_changed()
    {
        using var lake = await TableLayouts.CreateAsync("v3 copy-on-write");
        await lake.RunAsync("UPDATE ns.t SET salary = _row_id, level = 'x' WHERE _last_updated_sequence_number = 1 AND _row_id > 0; DELETE FROM ns.t WHERE _row_id = 0");
        Assert.Equal(["2|x|1.0", "3|x|2.0", "4|a|40.0"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }
}
