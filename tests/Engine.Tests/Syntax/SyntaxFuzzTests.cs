using CsCheck;
using Floe.Engine.Syntax;

namespace Floe.Engine.Tests.Syntax;

/// <summary>Whatever a script says, it is read, or refused with a place; it never ends the process nor takes long.</summary>
public sealed class SyntaxFuzzTests
{
    private static readonly string[] Words =
    [
        "SELECT", "FROM", "WHERE", "INSERT", "INTO", "OVERWRITE", "CREATE", "TABLE", "TEMPORARY", "VIEW", "USING", "csv", "OPTIONS", "ALTER", "ADD", "COLUMN", "COLUMNS", "DROP", "RENAME", "TO", "SET",
        "UNSET", "TBLPROPERTIES", "PARTITION", "PARTITIONED", "BY", "FIELD", "REPLACE", "WITH", "WRITE", "ORDERED", "LOCALLY", "DISTRIBUTED", "UNORDERED", "IDENTIFIER", "FIELDS", "BRANCH", "TAG", "AS", "OF",
        "VERSION", "RETAIN", "DAYS", "SNAPSHOT", "RETENTION", "SNAPSHOTS", "CALL", "system", "map", "array", "MERGE", "MATCHED", "WHEN", "THEN", "NOT", "NULL", "FIRST", "AFTER", "TYPE", "COMMENT", "DEFAULT",
        "STRUCT", "MAP", "INT", "DECIMAL", "bucket", "days", "IF", "EXISTS", "EXPLAIN", "EXTENDED", "DESCRIBE", "NAMESPACE", "SHOW", "USE", "DELETE", "UPDATE", "TRUNCATE", "a", "ns", "t", "ASC", "DESC", "NULLS", "LAST",
        "'text'", "\"text\"", "`name`", "'", "\"", "`", "1", "10L", "1.5e3", "X'1F'", "X'1'", "r'raw'", "${v}", "${nope}", "${", "(", ")", "<", ">", "[", "]", "{", "}", ",", ".", ";", "=", "=>", "<=>", "*", "-", "--", "/*", "*/", "\n",
        "\\", "ä", "\uD83D", "\u0000", "\uFEFF",
    ];

    private static readonly Dictionary<string, string> Variables = new() { ["v"] = "a b", ["w"] = "${v}" };

    [Fact]
    public void Words_in_any_order_are_read_or_refused() =>
        Any(Words).Array[0, 60].Select(Any("", " ", "  "), (words, space) => string.Join(space, words)).Sample(Check, iter: 40_000);

    [Fact]
    public void Characters_in_any_order_are_read_or_refused() => Gen.String[0, 200].Sample(Check, iter: 20_000);

    [Fact]
    public void Statements_with_a_slip_are_read_or_refused()
    {
        string[] statements =
        [
            "ALTER TABLE ns.t ADD COLUMNS (a STRUCT<b: INT, c: ARRAY<MAP<STRING, DECIMAL(10, 2)>>> COMMENT 'x' AFTER d, e INT DEFAULT 5 FIRST)",
            "ALTER TABLE t CREATE OR REPLACE BRANCH b AS OF VERSION 5 RETAIN 7 DAYS WITH SNAPSHOT RETENTION 2 SNAPSHOTS 3 HOURS",
            "ALTER TABLE t REPLACE PARTITION FIELD bucket(4, a.b) WITH truncate(c, 5) AS d",
            "ALTER TABLE t WRITE DISTRIBUTED BY PARTITION LOCALLY ORDERED BY days(ts) DESC NULLS FIRST, a",
            "CALL c.system.rewrite_data_files(table => 'ns.t', options => map('a', 'b'), where => 'x = 1')",
            "CREATE TEMPORARY VIEW v (a INT, b STRUCT<c: DATE>) USING csv OPTIONS (path 's3://b/k', header 'true', 'sep' = ';')",
            "MERGE INTO t AS a USING (SELECT 1 AS id) s ON a.id = s.id WHEN MATCHED AND s.id > 1 THEN UPDATE SET x = s.y WHEN NOT MATCHED THEN INSERT *",
            "INSERT OVERWRITE t PARTITION (a = 1, b) (c, d) VALUES (1, 'x'), (2, \"y\")",
            "SET a.b = 'c'; SELECT '${a.b}', `${a.b}`, ${a.b} /* x /* y */ */ -- z",
        ];
        var slips = from statement in Any(statements)
                    from at in Gen.Int[0, 200]
                    from length in Gen.Int[0, 8]
                    from with in Any(Words)
                    select Slip(statement, at, length, with);
        slips.Sample(Check, iter: 40_000);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("ARRAY<", ">")]
    [InlineData("STRUCT<a: ", ">")]
    [InlineData("/*", "*/")]
    [InlineData("[", "]")]
    public void Deep_nesting_is_read_or_refused(string open, string close)
    {
        foreach (var depth in new[] { 10, 1000, 100_000 })
        {
            var nested = string.Concat(Enumerable.Repeat(open, depth)) + "INT" + string.Concat(Enumerable.Repeat(close, depth));
            Check($"CREATE TABLE t (a {nested})");
            Check($"ALTER TABLE t ADD COLUMN a {nested}");
            Check($"SELECT {nested}");
            Check($"CALL system.p({nested})");
        }
    }

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Slip(string statement, int at, int length, string with)
    {
        at %= statement.Length;
        length = Math.Min(length, statement.Length - at);
        return string.Concat(statement.AsSpan(0, at), with, statement.AsSpan(at + length));
    }

    private static void Check(string script)
    {
        try
        {
            ScriptParser.Parse(script, Variables);
        }
        catch (SqlException e)
        {
            Assert.True(e.StatementNumber >= 1 && e.Line >= 1 && e.Column >= 1, e.Message);
        }
    }
}
