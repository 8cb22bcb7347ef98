using Floe.Engine.DuckDb;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Writing;

/// <summary>Rows of version 3 keep their ids whatever happens to their files.</summary>
public sealed class RowLineageTests
{
    public static TheoryData<string> Layouts => [.. TableLayouts.All.Where(layout => layout.StartsWith("v3", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Unchanged_rows_keep_id_and_number_changed_rows_their_id_and_new_rows_get_new_ones(string layout)
    {
        using var lake = await TableLayouts.CreateAsync(layout);
        var before = await LineageAsync(lake);
        Assert.Equal(4, before.Values.Select(row => row.Id).Distinct().Count());
        Assert.Equal([1L, 1L, 1L, 2L], before.Values.Select(row => row.Updated));

        await lake.RunAsync("""
            UPDATE ns.t SET salary = salary + 1 WHERE id = 2;
            DELETE FROM ns.t WHERE id = 1;
            MERGE INTO ns.t USING (SELECT * FROM (VALUES (3), (9)) AS v(id)) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET level = 'b' WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id);
            UPDATE ns.t SET salary = 0 WHERE id = 2
            """);

        var after = await LineageAsync(lake);
        Assert.Equal([2, 3, 4, 9], after.Keys);
        Assert.Equal((before[2].Id, 6L), after[2]);
        Assert.Equal((before[3].Id, 5L), after[3]);
        Assert.Equal(before[4], after[4]);
        Assert.True(after[9].Id > before.Values.Max(row => row.Id));
        Assert.Equal(5, after[9].Updated);
    }

    [Fact]
    public async Task Rewritten_files_store_lineage_under_the_reserved_ids()
    {
        using var lake = await TableLayouts.CreateAsync("v3 copy-on-write");
        await lake.RunAsync("UPDATE ns.t SET level = 'x' WHERE id = 1");
        var file = (await lake.DataFilesAsync("t")).Single(file => file.RecordCount == 3);
        await using var duck = await DuckDbSession.OpenAsync(new EngineOptions(1, "256MB", lake.TempFolder), TestContext.Current.CancellationToken);
        var path = Quote.Text(lake.Files.PathOf(file.Path));
        var ids = await duck.QueryAsync($"SELECT name || ' ' || field_id FROM parquet_schema({path}) WHERE field_id > 1000", reader => reader.GetString(0), TestContext.Current.CancellationToken);
        Assert.Equal(["_row_id 2147483540", "_last_updated_sequence_number 2147483539"], ids);
        var rows = await duck.QueryAsync(
            $"SELECT concat_ws(' ', id, _row_id, coalesce(_last_updated_sequence_number, -1)) FROM read_parquet({path}) ORDER BY id", reader => reader.GetString(0), TestContext.Current.CancellationToken);
        Assert.Equal(["1 0 -1", "2 1 1", "3 2 1"], rows);
    }

    private static async Task<SortedDictionary<int, (long Id, long Updated)>> LineageAsync(Lake lake)
    {
        var rows = (await lake.RunAsync("SELECT id, _row_id, _last_updated_sequence_number FROM ns.t")).Result!.Rows;
        return new(rows.ToDictionary(row => (int)row[0]!, row => ((long)row[1]!, (long)row[2]!)));
    }
}
