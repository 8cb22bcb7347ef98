using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Statements;

public sealed class MergeTests
{
    private const string Source = "(SELECT * FROM (VALUES (1, 'x', 100.0), (2, 'y', 200.0), (3, 'z', NULL), (7, 'n', 7), (8, 'skip', 8)) AS v(id, level, salary)) AS s";

    public static TheoryData<string> Layouts => [.. TableLayouts.All];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Each_row_goes_to_the_first_clause_that_fits(string layout)
    {
        using var lake = await TableLayouts.CreateAsync(layout);
        var result = await lake.RunAsync($"""
            MERGE INTO ns.t AS t USING {Source} ON t.id = s.id
              WHEN MATCHED AND s.id = 1 THEN DELETE
              WHEN MATCHED AND s.salary > 0 THEN UPDATE SET salary = t.salary + s.salary, level = s.level
              WHEN NOT MATCHED AND s.level <> 'skip' THEN INSERT (id, salary) VALUES (s.id, s.salary * 10)
              WHEN NOT MATCHED BY SOURCE AND t.level = 'a' THEN UPDATE SET level = concat(t.level, '!')
            """);
        Assert.Equal(4, result.Statements[0].Rows);
        Assert.Equal(["2|y|220.0", "3|NULL|30.0", "4|a!|40.0", "7|NULL|70.0"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Stars_take_columns_by_name_and_merges_follow_each_other(string layout)
    {
        using var lake = await TableLayouts.CreateAsync(layout);
        const string Merge = "MERGE INTO ns.t USING ns.s ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED BY TARGET THEN INSERT * WHEN NOT MATCHED BY SOURCE THEN DELETE;";
        await lake.RunAsync($"""
            CREATE TABLE ns.s (salary DOUBLE, extra STRING, ID INT, level STRING);
            INSERT INTO ns.s VALUES (1, 'e', 1, 'one'), (9, 'e', 9, NULL);
            {Merge}
            UPDATE ns.s SET salary = salary + 1;
            {Merge}
            DELETE FROM ns.s WHERE id = 1;
            {Merge}
            """);
        Assert.Equal(["9|NULL|10.0"], await lake.RowsAsync("SELECT * FROM ns.t ORDER BY id"));
        var before = await lake.MetadataAsync("t");
        Assert.Equal(["1|a|10.0", "2|b|20.0", "3|NULL|30.0", "4|a|40.0"], await lake.RowsAsync($"SELECT * FROM ns.t VERSION AS OF {before.Snapshots[1].SnapshotId} ORDER BY id"));
    }

    [Theory]
    [InlineData("v2 copy-on-write")]
    [InlineData("v3 merge-on-read")]
    public async Task A_row_of_the_target_matched_twice_is_an_error_unless_it_only_goes(string layout)
    {
        using var lake = await TableLayouts.CreateAsync(layout);
        const string Twice = "MERGE INTO ns.t USING (SELECT 1 AS id UNION ALL SELECT 1) s ON t.id = s.id";
        var exception = await lake.FailAsync($"{Twice} WHEN MATCHED THEN UPDATE SET level = 'x'");
        Assert.Contains("MERGE_CARDINALITY_VIOLATION", exception.Message, StringComparison.Ordinal);
        // A clause that is for none of the pairs does not help.
        await lake.FailAsync($"{Twice} WHEN MATCHED AND s.id = 2 THEN DELETE");
        Assert.Equal(2, (await lake.MetadataAsync("t")).Snapshots.Count);

        var result = await lake.RunAsync($"{Twice} WHEN MATCHED THEN DELETE");
        Assert.Equal(1, result.Statements[0].Rows);
        Assert.Equal(["2", "3", "4"], await lake.RowsAsync("SELECT id FROM ns.t ORDER BY id"));
    }

    [Fact]
    public async Task Rows_of_the_source_that_are_alike_are_all_inserted_and_null_matches_nothing()
    {
        using var lake = await TableLayouts.CreateAsync("v2 copy-on-write");
        await lake.RunAsync("MERGE INTO ns.t USING (SELECT CAST(NULL AS INT) AS id UNION ALL SELECT NULL UNION ALL SELECT 1) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (level) VALUES ('new')");
        Assert.Equal(["1|a", "2|b", "3|NULL", "4|a", "NULL|new", "NULL|new"], await lake.RowsAsync("SELECT id, level FROM ns.t ORDER BY ALL"));
    }

    [Fact]
    public async Task Only_files_with_touched_rows_are_written_anew()
    {
        using var lake = await TableLayouts.CreateAsync("v2 copy-on-write");
        var before = await lake.DataFilesAsync("t");
        await lake.RunAsync("MERGE INTO ns.t USING (SELECT 4 AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET salary = 0");
        var after = await lake.DataFilesAsync("t");
        Assert.Contains(before.Single(file => file.RecordCount == 3).Path, after.Select(file => file.Path));
        Assert.Equal(2, after.Count);
    }

    [Fact]
    public async Task A_merge_that_touches_nothing_makes_no_snapshot()
    {
        using var lake = await TableLayouts.CreateAsync("v3 merge-on-read");
        var result = await lake.RunAsync("MERGE INTO ns.t USING (SELECT 99 AS id) s ON t.id = s.id WHEN MATCHED THEN DELETE");
        Assert.Null(result.Statements[0].SnapshotId);
        Assert.Equal(2, (await lake.MetadataAsync("t")).Snapshots.Count);
    }

    [Fact]
    public async Task The_source_is_asked_once()
    {
        using var lake = await TableLayouts.CreateAsync("v2 merge-on-read");
        await lake.RunAsync("MERGE INTO ns.t USING (SELECT range AS id, random() AS r FROM range(1, 1000)) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET salary = s.r, level = CAST(s.r AS STRING) WHEN NOT MATCHED AND s.r < 0.5 THEN INSERT (id, salary) VALUES (s.id, s.r)");
        Assert.Equal(["0"], await lake.RowsAsync("SELECT count(*) FROM ns.t WHERE salary >= 0.5 AND id > 4"));
        Assert.Equal(["4"], await lake.RowsAsync("SELECT count(*) FROM ns.t WHERE id <= 4 AND salary = CAST(level AS DOUBLE)"));
    }

    [Theory]
    [InlineData("MERGE INTO ns.t USING ns.t s ON t.id = s.id WHEN MATCHED THEN UPDATE SET nope = 1", "no column 'nope'", 74)]
    [InlineData("MERGE INTO ns.t USING (SELECT 1 AS id) s ON t.id = s.nope WHEN MATCHED THEN DELETE", "nope", 52)]
    [InlineData("MERGE INTO ns.t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET *", "source has no 'level'", null)]
    [InlineData("MERGE INTO ns.t USING (SELECT 'a' AS id) s ON t.level = s.id WHEN MATCHED THEN UPDATE SET id = s.id", "cannot take string values", null)]
    [InlineData("MERGE INTO ns.t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN DELETE WHEN MATCHED AND s.id = 1 THEN DELETE", "Only the last WHEN", 57)]
    [InlineData("MERGE INTO ns.t USING (SELECT 1 AS id) s ON t.id = s.id WHEN NOT MATCHED THEN DELETE", "Expected INSERT", null)]
    [InlineData("MERGE INTO ns.t USING (SELECT 1 AS id) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id, level) VALUES (1)", "names 2 columns and gives 1", null)]
    [InlineData("MERGE INTO ns.t USING (SELECT 1 AS id) ON t.id = 1 WHEN MATCHED THEN DELETE", "needs an alias", null)]
    [InlineData("MERGE INTO ns.t USING (SELECT 1 AS id) s ON t.id = s.id", "Expected WHEN MATCHED", null)]
    public async Task Mistakes_are_told_at_their_place(string statement, string told, int? column)
    {
        using var lake = await TableLayouts.CreateAsync("v2 copy-on-write");
        var exception = await lake.FailAsync(statement);
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
        if (column is { } expected)
            Assert.Equal(expected, exception.Column);
        Assert.Equal(0, lake.Files.Lent);
    }
}
