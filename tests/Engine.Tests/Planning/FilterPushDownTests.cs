using System.Globalization;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Planning;

/// <summary>Files that a condition rules out are not read, and no row is ever lost by that.</summary>
public sealed class FilterPushDownTests(SortedTables tables) : IClassFixture<SortedTables>
{
    private readonly Lake _lake = tables.Lake;

    [Theory]
    [InlineData("id = 505", 1, 1)]
    [InlineData("505 = id", 1, 1)]
    [InlineData("id > 989", 1, 10)]
    [InlineData("id >= 980 AND id < 985", 1, 5)]
    [InlineData("id IN (1, 999)", 2, 2)]
    [InlineData("id BETWEEN 18 AND 21", 2, 4)]
    [InlineData("id = 1 OR id = 999", 2, 2)]
    [InlineData("NOT (id < 985)", 1, 15)]
    [InlineData("id IS NULL", 1, 1)]
    [InlineData("id IS NOT NULL AND id < 20", 1, 20)]
    [InlineData("id <=> 505", 1, 1)]
    [InlineData("small = 505L", 1, 1)]
    [InlineData("small > 5000000000", 0, 0)]
    [InlineData("name LIKE 'n0050%'", 1, 10)]
    [InlineData("name = 'n00505' AND length(name) = 6", 1, 1)]
    [InlineData("starts_with(name, 'n0050')", 1, 10)]
    [InlineData("ts = '2026-01-22 01:00:00'", 1, 1)]
    [InlineData("ts >= TIMESTAMP '2026-02-11 06:00:00'", 1, 10)]
    [InlineData("CAST(ts AS DATE) = DATE '2026-01-22'", 2, 24)]
    [InlineData("CAST(ts AS DATE) > DATE '2026-02-10'", 1, 16)]
    [InlineData("ts < DATE '2026-01-01' + INTERVAL 3 HOURS", 1, 3)]
    [InlineData("local BETWEEN '2026-01-01' AND '2026-01-01 02:00:00'", 1, 3)]
    [InlineData("day = '2026-01-05'", 1, 1)]
    [InlineData("day > TIMESTAMP '2028-09-20 12:00:00'", 1, 6)]
    [InlineData("price = 1.25", 1, 1)]
    [InlineData("price > 246.5", 1, 13)]
    [InlineData("f < 3", 1, 3)]
    [InlineData("f > 998", 2, 2)]
    [InlineData("flag", 25, 500)]
    [InlineData("flag = false AND id < 5", 1, 5)]
    [InlineData("s.x = 505", 1, 1)]
    [InlineData("s.x BETWEEN 3 AND 5 AND s.y LIKE 'y0000%'", 1, 3)]
    [InlineData("b = CAST('00505' AS BINARY)", 1, 1)]
    [InlineData("id = 5 AND rand() >= 0", 1, 1)]
    [InlineData("ts > current_timestamp() - INTERVAL 100 YEARS AND id = 3", 1, 1)]
    [InlineData("day < current_date() - 20000", 0, 0)]
    public async Task A_condition_leaves_out_the_files_it_rules_out(string condition, int files, int rows)
    {
        Assert.Equal([rows.ToString(CultureInfo.InvariantCulture)], await _lake.RowsAsync($"SELECT count(*) FROM ns.t WHERE {condition}"));
        Assert.Equal(files, await ScannedAsync($"SELECT * FROM ns.t WHERE {condition}"));
    }

    [Theory]
    [InlineData("id % 100 = 5", 10)]
    [InlineData("id = 5 OR length(name) > 100", 1)]
    [InlineData("coalesce(id, -1) = -1", 1)]
    [InlineData("NOT (id >= 20 AND length(name) > 0)", 20)]
    [InlineData("lower(name) = 'n00505'", 1)]
    [InlineData("s IS NULL", 1)]
    [InlineData("NOT (id <=> NULL) AND id + 0 = 5", 1)]
    [InlineData("(id = 5) = (rand() >= 0)", 1)]
    [InlineData("name ILIKE 'N0050%'", 10)]
    [InlineData("id = (SELECT min(key) FROM ns.other)", 1)]
    public async Task What_is_not_understood_is_tested_on_all_rows(string condition, int rows) =>
        Assert.Equal([rows.ToString(CultureInfo.InvariantCulture)], await _lake.RowsAsync($"SELECT count(*) FROM ns.t WHERE {condition}"));

    [Theory]
    [InlineData("SELECT count(*) FROM ns.t a JOIN ns.other b ON a.id = b.key WHERE b.key = 7", 1, "1")]
    [InlineData("SELECT count(*) FROM ns.other b LEFT JOIN ns.t a ON a.id = b.key AND a.id = 7", 1, "2")]
    [InlineData("SELECT count(*) FROM ns.t a LEFT JOIN ns.other b ON a.id = b.key AND a.id = 7", 51, "1001")]
    [InlineData("WITH x AS (SELECT * FROM ns.t WHERE id > 10) SELECT count(*) FROM x WHERE id < 13", 1, "2")]
    [InlineData("SELECT count(*) FROM (SELECT id + 1 AS n, id FROM ns.t) WHERE id = 4", 1, "1")]
    [InlineData("SELECT sum(n) FROM (SELECT count(*) AS n FROM ns.t WHERE id = 1 UNION ALL SELECT count(*) FROM ns.t WHERE id = 999)", 2, "2")]
    [InlineData("SELECT count(*) FROM ns.t a, ns.t b WHERE a.id = 1 AND b.id = 999", 2, "1")]
    [InlineData("SELECT count(*) FROM ns.t a, ns.t b WHERE a.id = 1", 51, "1001")]
    [InlineData("SELECT count(*) FROM ns.other o WHERE EXISTS (SELECT 1 FROM ns.t WHERE id = 7 AND o.key = id)", 1, "1")]
    [InlineData("SELECT max(id) OVER () FROM ns.t WHERE id < 3 LIMIT 1", 1, "2")]
    [InlineData("SELECT id FROM ns.t QUALIFY row_number() OVER (ORDER BY id) = 1", 51, "0")]
    [InlineData("SELECT id FROM ns.t GROUP BY id HAVING id = 30", 1, "30")]
    public async Task Conditions_reach_tables_through_joins_subqueries_and_expressions(string query, int files, string answer)
    {
        Assert.Equal([answer], await _lake.RowsAsync(query));
        Assert.Equal(files, await ScannedAsync(query));
    }

    [Fact]
    public async Task Conditions_reach_tables_through_views_and_in_time_travel()
    {
        const string View = "CREATE TEMP VIEW v (a, b) AS SELECT id, name FROM ns.t; ";
        Assert.Equal(["n00007"], await _lake.RowsAsync(View + "SELECT b FROM v WHERE a = 7"));
        Assert.Equal(1, await ScannedAsync("SELECT b FROM v WHERE a = 7", View));
        Assert.Equal(2, await ScannedAsync("SELECT b FROM v WHERE a = 7 UNION ALL SELECT name FROM ns.t WHERE id = 100", View));
        var first = (await _lake.MetadataAsync("t")).Snapshots[4].SnapshotId;
        Assert.Equal(["0"], await _lake.RowsAsync($"SELECT count(*) FROM ns.t VERSION AS OF {first} WHERE id = 700"));
        Assert.Equal(0, await ScannedAsync($"SELECT id FROM ns.t VERSION AS OF {first} WHERE id = 700"));
        Assert.Equal(1, await ScannedAsync($"SELECT id FROM ns.t VERSION AS OF {first} WHERE id = 70"));
    }

    [Fact]
    public async Task Partitions_are_pruned_by_conditions_on_their_sources()
    {
        Assert.Equal(20, await ScannedAsync("SELECT * FROM ns.p"));
        Assert.Equal(2, await ScannedAsync("SELECT * FROM ns.p WHERE CAST(ts AS DATE) = '2026-01-03'"));
        Assert.Equal(1, await ScannedAsync("SELECT * FROM ns.p WHERE ts >= '2026-01-03' AND ts < '2026-01-04' AND level = 'odd'"));
        Assert.Equal(["12"], await _lake.RowsAsync("SELECT count(*) FROM ns.p WHERE ts >= '2026-01-03' AND ts < '2026-01-04' AND level = 'odd'"));
    }

    [Fact]
    public async Task A_point_query_reads_under_five_percent_of_the_files_of_a_sorted_table() =>
        Assert.InRange(await ScannedAsync("SELECT name FROM ns.t WHERE id = 777"), 0, SortedTables.Files * 5 / 100);

    [Fact]
    public async Task Explain_tells_what_is_read_and_why()
    {
        var lines = await _lake.RowsAsync("EXPLAIN SELECT name FROM ns.t WHERE id = 505 AND day > '2026-01-01'");
        Assert.Contains("s3tablesbucket.ns.t", lines);
        Assert.Contains(lines, line => line.StartsWith("  snapshot: ", StringComparison.Ordinal));
        Assert.Contains("  files: 1 scanned, 50 pruned", lines);
        Assert.Contains("  delete files: 0", lines);
        Assert.Contains("  pushed filters: id = 505 AND day > '2026-01-01'", lines);
        Assert.Contains("  columns: id, day, name", lines);
        Assert.DoesNotContain(lines, line => line.Contains(".parquet (", StringComparison.Ordinal));
        Assert.Contains(await _lake.RowsAsync("EXPLAIN EXTENDED SELECT name FROM ns.t WHERE id = 505"), line => line.Contains(".parquet (20 rows", StringComparison.Ordinal));
        Assert.Contains("  pushed filters: none", await _lake.RowsAsync("EXPLAIN FORMATTED SELECT count(*) FROM ns.t"));
    }

    private async Task<int> ScannedAsync(string query, string before = "")
    {
        var lines = await _lake.RowsAsync($"{before}EXPLAIN {query}");
        // A table of the query that is not ns.t or ns.p has one file.
        var main = lines.ToList().FindIndex(line => line is "s3tablesbucket.ns.t" or "s3tablesbucket.ns.p");
        return int.Parse(lines[main + 2]["  files: ".Length..].Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
