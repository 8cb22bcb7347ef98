using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Statements;

/// <summary>What a statement that changes rows keeps by the way goes to disk where it is more than the memory limit.</summary>
public sealed class LargeMergeTests
{
    [Theory]
    [InlineData("v2 merge-on-read")]
    [InlineData("v3 copy-on-write")]
    public async Task A_merge_of_more_than_the_memory_limit_spills_and_succeeds(string layout)
    {
        using var lake = new Lake();
        var runner = new SqlRunner(lake, lake.Files, new EngineOptions(Threads: 1, MemoryLimit: "100MB", TempFolder: lake.TempFolder), TimeProvider.System);
        // Text that does not compress: 400,000 rows are some 60 MB on each side, and as much of new rows is kept by the way.
        var result = await runner.RunAsync(
            new SqlScript($"""
                CREATE NAMESPACE ns;
                CREATE TABLE ns.t (id BIGINT, text STRING, n BIGINT) {TableLayouts.Clauses(layout)};
                INSERT INTO ns.t SELECT range, md5(CAST(range AS STRING)) || repeat(md5(CAST(range + 1 AS STRING)), 3), 0 FROM range(400000);
                MERGE INTO ns.t USING (SELECT range * 2 AS id, md5(CAST(range AS STRING)) || repeat(md5(CAST(range + 2 AS STRING)), 3) AS text FROM range(400000)) s ON t.id = s.id
                  WHEN MATCHED AND s.id % 10 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET text = s.text, n = 1 WHEN NOT MATCHED THEN INSERT (id, text, n) VALUES (s.id, s.text, 2);
                SELECT n, count(*) AS rows, sum(id) AS ids FROM ns.t GROUP BY n ORDER BY n
                """, "merge"),
            new SqlRunOptions { DefaultCatalog = Lake.CatalogName },
            _ => { },
            TestContext.Current.CancellationToken);
        Assert.Equal(["0|200000|40000000000", "1|160000|32000000000", "2|200000|119999800000"], result.Result!.Rows.Select(row => string.Join('|', row)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(lake.TempFolder));
    }
}
