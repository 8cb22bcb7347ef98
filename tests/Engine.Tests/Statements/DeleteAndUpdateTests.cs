using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Statements;

public sealed class DeleteAndUpdateTests
{
    [Fact]
    public async Task Delete_takes_out_matching_rows_and_keeps_those_where_the_condition_is_unknown()
    {
        using var lake = await LakeAsync();
        var result = await lake.RunAsync("DELETE FROM ns.t WHERE level = 'a'");
        Assert.Equal(2, result.Statements[0].Rows);
        Assert.Equal(["2|b", "3|NULL"], await lake.RowsAsync("SELECT id, level FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Files_without_matching_rows_are_not_touched()
    {
        using var lake = await LakeAsync();
        var before = await lake.DataFilesAsync("t");
        await lake.RunAsync("DELETE FROM ns.t AS x WHERE x.id IN (SELECT 4 UNION SELECT 5)");
        var after = await lake.DataFilesAsync("t");
        Assert.Equal([before.Single(file => file.RecordCount == 3).Path], after.Select(file => file.Path));
        Assert.Equal("delete", (await lake.MetadataAsync("t")).CurrentSnapshot!.Operation);
    }

    [Fact]
    public async Task Delete_without_a_condition_empties_the_table_and_without_a_match_makes_no_snapshot()
    {
        using var lake = await LakeAsync();
        var result = await lake.RunAsync("DELETE FROM ns.t WHERE id = 99; DELETE FROM ns.t");
        Assert.Null(result.Statements[0].SnapshotId);
        Assert.Equal(4, result.Statements[1].Rows);
        Assert.Empty(await lake.RowsAsync("SELECT * FROM ns.t"));
    }

    [Fact]
    public async Task Update_changes_matching_rows_only_and_reads_the_old_values()
    {
        using var lake = await LakeAsync();
        var result = await lake.RunAsync("UPDATE ns.t t SET level = upper(t.level), salary = salary * 2 WHERE t.level = 'a' AND id < 4");
        Assert.Equal(1, result.Statements[0].Rows);
        Assert.Equal(["1|A|20.0", "2|b|20.0", "3|NULL|30.0", "4|a|40.0"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        await lake.RunAsync("UPDATE ns.t SET salary = NULL, level = CASE WHEN id = 1 THEN 'one' END");
        Assert.Equal(["1|one|NULL", "2|NULL|NULL", "3|NULL|NULL", "4|NULL|NULL"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    [Theory]
    [InlineData("UPDATE ns.t SET nope = 1", "no column 'nope'", 17)]
    [InlineData("UPDATE ns.t SET id = 1, ID = 2", "set twice", 25)]
    [InlineData("UPDATE ns.t SET id = 'x'", "cannot take string values", 1)]
    [InlineData("UPDATE ns.t SET salary = nope + 1", "\"nope\" not found", 26)]
    [InlineData("DELETE FROM ns.t WHERE nope = 1", "\"nope\" not found", 24)]
    [InlineData("DELETE FROM ns.t WHERE id =", "cannot be read", null)]
    public async Task Mistakes_are_told_at_their_place(string statement, string told, int? column)
    {
        using var lake = await LakeAsync();
        var exception = await lake.FailAsync(statement);
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
        if (column is { } expected)
            Assert.Equal(expected, exception.Column);
    }

    [Fact]
    public async Task A_change_of_the_same_rows_by_another_writer_makes_the_statement_fail()
    {
        using var lake = await LakeAsync();
        lake.Catalog.BeforeCommit.Enqueue(() => lake.RunAsync("DELETE FROM ns.t WHERE id = 1").GetAwaiter().GetResult());
        await lake.FailAsync("UPDATE ns.t SET salary = 0 WHERE id = 2");
        Assert.Equal(["2|20.0", "3|30.0", "4|40.0"], await lake.RowsAsync("SELECT id, salary FROM ns.t ORDER BY id"));
    }

    /// <summary>Two files: ids 1 to 3, and id 4.</summary>
    private static async Task<Lake> LakeAsync()
    {
        var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t (id INT, level STRING, salary DOUBLE); INSERT INTO ns.t VALUES (1, 'a', 10), (2, 'b', 20), (3, NULL, 30); INSERT INTO ns.t VALUES (4, 'a', 40)");
        return lake;
    }
}
