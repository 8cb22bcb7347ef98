using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Statements;

public sealed class QueryTests
{
    [Theory]
    [InlineData("SELECT 7 DIV 2, 7 / 2, 1 <=> NULL, NULL <=> NULL", "3|3.5|false|true")]
    [InlineData("SELECT 'Ann' RLIKE 'n+$', 'a_b' LIKE 'a\\_b', 'axb' LIKE 'a\\_b', \"double\"", "true|true|false|double")]
    [InlineData("SELECT 10L + 1, 1.5D, CAST('5' AS STRING), CAST(1 AS BYTE), CAST('2026-01-31' AS TIMESTAMP)", "11|1.5|5|1|2026-01-31 00:00:00")]
    [InlineData("SELECT CAST(array(1, 2) AS ARRAY<STRING>), CAST(1.006 AS DECIMAL(5, 2)), TRY_CAST('x' AS INT)", "[1, 2]|1.01|NULL")]
    [InlineData("SELECT nvl(NULL, 2), nvl2(1, 'y', 'n'), size(array(1, 2)), date_add(DATE '2026-01-31', 1), add_months(DATE '2026-01-31', 1)", "2|y|2|2026-02-01|2026-02-28")]
    [InlineData("WITH t AS (SELECT 1 AS a), u AS (SELECT a + 1 AS b FROM t) SELECT * FROM t JOIN u ON b = a + 1", "1|2")]
    [InlineData("WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT max(n) FROM r", "3")]
    [InlineData("SELECT * FROM (VALUES (1, 'x')) AS v(a, b) WHERE a IN (SELECT 1)", "1|x")]
    [InlineData("FROM range(3) SELECT sum(range)", "3")]
    [InlineData("VALUES (1, 2)", "1|2")]
    [InlineData("(SELECT 1) UNION ALL (SELECT 2) ORDER BY 1 DESC LIMIT 1", "2")]
    public async Task Sparks_spelling_means_what_it_means_in_spark(string query, string row)
    {
        using var lake = new Lake();
        Assert.Equal([row], await lake.RowsAsync(query));
    }

    [Theory]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')", "CREATE TEMPORARY VIEW")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')", "CREATE TEMPORARY VIEW")]
    [InlineData("SELECT (SELECT content FROM read_blob('/etc/passwd'))", "CREATE TEMPORARY VIEW")]
    [InlineData("WITH x AS (SELECT * FROM glob('/*')) SELECT * FROM x", "cannot be used")]
    [InlineData("SELECT * FROM '/etc/passwd'", "no current namespace")]
    [InlineData("SELECT * FROM duckdb_settings()", "cannot be used")]
    [InlineData("SELECT * FROM duckdb_views", "no current namespace")]
    [InlineData("SELECT * FROM information_schema.tables", "There is no table s3tablesbucket.information_schema.tables")]
    [InlineData("SELECT * FROM query('SELECT 1')", "cannot be used")]
    [InlineData("SELECT current_setting('temp_directory')", "not available")]
    [InlineData("SELECT * FROM (DESCRIBE SELECT 1)", "statements of their own")]
    public async Task Scripts_reach_nothing_but_catalog_tables_and_views(string query, string told)
    {
        using var lake = new Lake();
        Assert.Contains(told, (await lake.FailAsync(query)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_a_query_is_told_at_its_place_in_the_script()
    {
        using var lake = new Lake();
        var exception = await lake.FailAsync("SELECT 'größe';\nSELECT 'ä', 1,\n   nope\nFROM range(2)");
        Assert.Equal((2, 3, 4), (exception.StatementNumber, exception.Line, exception.Column));
        exception = await lake.FailAsync("SELECT 1\nFROM range(3) WHER range = 1 x y");
        Assert.Equal((1, 2), (exception.StatementNumber, exception.Line));
        exception = await lake.FailAsync("SELECT *\nFROM range(3) a\nJOIN ns.nope b ON true");
        Assert.Equal((1, 3, 6), (exception.StatementNumber, exception.Line, exception.Column));
    }

    [Fact]
    public async Task Views_see_tables_as_they_are_when_they_are_used()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t AS SELECT 1 AS id");
        Assert.Equal(
            ["2|3"],
            await lake.RowsAsync("CREATE TEMP VIEW v AS SELECT id FROM ns.t; CREATE TEMP VIEW w (n) AS SELECT count(*) FROM v; INSERT INTO ns.t SELECT 2; SELECT n, (SELECT sum(id) FROM v) FROM w"));
        Assert.Contains("made from itself", (await lake.FailAsync("CREATE TEMP VIEW v AS SELECT 1 AS x; CREATE OR REPLACE TEMP VIEW v AS SELECT * FROM v")).Message, StringComparison.Ordinal);
        Assert.Contains("exists already", (await lake.FailAsync("CREATE TEMP VIEW v AS SELECT 1; CREATE TEMP VIEW V AS SELECT 2")).Message, StringComparison.Ordinal);
        Assert.Contains("no current namespace", (await lake.FailAsync("CREATE TEMP VIEW v AS SELECT 1; DROP VIEW v; SELECT * FROM v")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_shows_locations_and_no_paths()
    {
        using var lake = new Lake();
        await lake.RunAsync("CREATE NAMESPACE ns; CREATE TABLE ns.t AS SELECT 1 AS id");
        var plan = string.Join('\n', await lake.RowsAsync("EXPLAIN SELECT * FROM ns.t WHERE id = 1"));
        Assert.Contains("Filters", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(lake.Folder, plan, StringComparison.Ordinal);
    }
}
