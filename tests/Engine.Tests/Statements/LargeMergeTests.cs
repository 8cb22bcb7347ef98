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
        var runner = new SqlRunner(lake, lake.Files, new EngineOptions(Threads: 1, MemoryLimit: "120MB", TempFolder: lake.TempFolder), TimeProvider.System);
        // Text that does not compress: 1,200,000 rows are some 120 MB on each side.
        var result = await runner.RunAsync(
            new SqlScript($"""
                CREATE NAMESPACE ns;
                CREATE TABLE ns.t (id BIGINT, text STRING, n BIGINT) {TableLayouts.Clauses(layout)};
                INSERT INTO ns.t SELECT range, md5(CAST(range AS STRING)) || md5(CAST(range + 1 AS STRING)), 0 FROM range(1200000);
                MERGE INTO ns.t USING (SELECT range * 2 AS id, md5(CAST(range AS STRING)) || md5(CAST(range + 2 AS STRING)) AS text FROM range(1200000)) s ON t.id = s.id
                  WHEN MATCHED AND s.id % 10 = 0 THEN DELETE WHEN MATCHED THEN UPDATE SET text = s.text, n = 1 WHEN NOT MATCHED THEN INSERT (id, text, n) VALUES (s.id, s.text, 2);
                SELECT n, count(*) AS rows, sum(id) AS ids FROM ns.t GROUP BY n ORDER BY n
                """, "merge"),
            new SqlRunOptions { DefaultCatalog = Lake.CatalogName },
            _ => { },
            TestContext.Current.CancellationToken);
        Assert.Equal(["0|600000|360000000000", "1|480000|288000000000", "2|600000|1079999400000"], result.Result!.Rows.Select(row => string.Join('|', row)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(lake.TempFolder));
    }
}
