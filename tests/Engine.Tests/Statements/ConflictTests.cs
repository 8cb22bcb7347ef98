using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Statements;

/// <summary>Two writers at the same time: both changes are in the table, or one of them fails and leaves nothing.</summary>
public sealed class ConflictTests
{
    public static TheoryData<string> Layouts => [.. TableLayouts.All];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task The_second_to_change_the_same_row_fails(string layout)
    {
        using var lake = await TableLayouts.CreateAsync(layout);
        Meanwhile(lake, "UPDATE ns.t SET salary = 99 WHERE id = 1");
        Assert.True((await lake.FailAsync("UPDATE ns.t SET salary = salary + 1 WHERE id = 1")).MayPass);
        Assert.Equal(["99.0"], await lake.RowsAsync("SELECT salary FROM ns.t WHERE id = 1"));
        Meanwhile(lake, "DELETE FROM ns.t WHERE id = 2");
        await lake.FailAsync("MERGE INTO ns.t USING (SELECT 2 AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET salary = 0");
        Assert.Empty(await lake.RowsAsync("SELECT * FROM ns.t WHERE id = 2"));
        Assert.Empty(lake.Files.StagedPaths());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_row_that_was_added_meanwhile_is_a_conflict_where_the_statement_would_have_changed_it(string layout)
    {
        using var lake = await TableLayouts.CreateAsync(layout);
        Meanwhile(lake, "INSERT INTO ns.t VALUES (20, 'z', 0)");
        await lake.RunAsync("UPDATE ns.t SET salary = 1 WHERE id < 10");
        Meanwhile(lake, "INSERT INTO ns.t VALUES (5, 'a', 0)");
        await lake.FailAsync("UPDATE ns.t SET salary = 2 WHERE id < 10");
        Assert.Equal(["1|1.0", "2|1.0", "3|1.0", "4|1.0", "5|0.0", "20|0.0"], await lake.RowsAsync("SELECT id, salary FROM ns.t ORDER BY id"));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task With_snapshot_isolation_rows_that_were_added_meanwhile_stay_as_they_are(string layout)
    {
        using var lake = await TableLayouts.CreateAsync(layout);
        await lake.RunAsync("ALTER TABLE ns.t SET TBLPROPERTIES ('write.update.isolation-level' = 'snapshot', 'write.merge.isolation-level' = 'snapshot', 'write.delete.isolation-level' = 'snapshot')");
        Meanwhile(lake, "INSERT INTO ns.t VALUES (5, 'a', 0)");
        await lake.RunAsync("UPDATE ns.t SET salary = 2 WHERE id < 10");
        Meanwhile(lake, "INSERT INTO ns.t VALUES (6, 'a', 0)");
        await lake.RunAsync("MERGE INTO ns.t USING (SELECT 1 AS id) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET salary = 3");
        Assert.Equal(["1|3.0", "2|2.0", "3|2.0", "4|2.0", "5|0.0", "6|0.0"], await lake.RowsAsync("SELECT id, salary FROM ns.t ORDER BY id"));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Of_writers_that_race_each_either_counts_or_fails(string layout)
    {
        using var lake = await TableLayouts.CreateAsync(layout);
        var writers = Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await lake.Runner.RunAsync(
                    new SqlScript("UPDATE ns.t SET salary = salary + 1 WHERE id = 1", "race"), new SqlRunOptions { DefaultCatalog = Lake.CatalogName }, _ => { }, TestContext.Current.CancellationToken);
                return 1;
            }
            catch (SqlException)
            {
                return 0;
            }
        });
        var succeeded = (await Task.WhenAll(writers)).Sum();
        Assert.InRange(succeeded, 1, 4);
        Assert.Equal([$"{10 + succeeded}.0|4"], await lake.RowsAsync("SELECT max(salary) FILTER (WHERE id = 1), count(*) FROM ns.t"));
        Assert.Equal(0, lake.Files.Lent);
    }

    private static void Meanwhile(Lake lake, string statement) => lake.Catalog.BeforeCommit.Enqueue(() => lake.RunAsync(statement).GetAwaiter().GetResult());
}
