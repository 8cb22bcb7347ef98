using Floe.Engine.Syntax;
using Floe.Engine.Syntax.Statements;

namespace Floe.Engine.Tests.Syntax;

public sealed class ScriptParserTests
{
    [Fact]
    public void Statements_end_with_semicolons_and_empty_ones_do_not_count()
    {
        var statements = Parse("SELECT 1;;\n -- nothing\n;\nSELECT ';' ");
        Assert.Equal([1, 2], statements.Select(statement => statement.Number));
        Assert.Equal([1, 4], statements.Select(statement => statement.Position.Line));
        Assert.Equal("SELECT ';'", statements[1].Text);
    }

    [Fact]
    public void Set_gives_a_variable_to_the_statements_after_it()
    {
        var statements = Parse("SET base = s3://b/x; SET path = ${base}/in/; SET q = 'a b'; CREATE TEMPORARY VIEW v USING csv OPTIONS (path '${path}', nullValue '${q}')");
        var view = Assert.IsType<CreateFileView>(statements[3].Statement);
        Assert.Equal("s3://b/x/in/", view.Options["path"]);
        Assert.Equal("a b", view.Options["nullvalue"]);
    }

    [Fact]
    public void Create_table_has_columns_partitioning_and_properties()
    {
        var create = Single<CreateTable>(
            "CREATE TABLE IF NOT EXISTS c.ns.`my t` (id INT NOT NULL COMMENT 'key', tags ARRAY<STRING>, p STRUCT<x: DOUBLE, y: MAP<STRING, DECIMAL(10, 2)>>) "
            + "USING iceberg PARTITIONED BY (level, bucket(16, id), days(ts), truncate(name, 4)) TBLPROPERTIES ('a.b' = 'c', write.x-y=5)");
        Assert.Equal(["c", "ns", "my t"], create.Name.Parts);
        Assert.True(create.Columns[0].NotNull);
        Assert.Equal("key", create.Columns[0].Comment);
        Assert.IsType<ArrayTypeSyntax>(create.Columns[1].Type);
        var map = Assert.IsType<MapTypeSyntax>(Assert.IsType<StructTypeSyntax>(create.Columns[2].Type).Fields[1].Type);
        Assert.Equal([10, 2], Assert.IsType<NamedTypeSyntax>(map.Value).Arguments);
        Assert.Equal([("identity", null, "level"), ("bucket", 16, "id"), ("day", null, "ts"), ("truncate", 4, "name")], create.Partitioning.Select(field => (field.Transform, field.Argument, field.Column)));
        Assert.Equal([("a.b", "c"), ("write.x-y", "5")], create.Properties.Select(property => (property.Key, property.Value)));
    }

    [Fact]
    public void A_query_in_parentheses_is_not_a_column_list()
    {
        Assert.Equal(["a", "b"], Single<Insert>("INSERT INTO t (a, b) VALUES (1, 2)").Columns);
        Assert.Empty(Single<Insert>("INSERT INTO t (SELECT a FROM b)").Columns);
        Assert.True(Single<Insert>("INSERT OVERWRITE TABLE t TABLE u").Overwrite);
    }

    [Fact]
    public void Update_takes_expressions_up_to_the_next_comma_outside_parentheses()
    {
        var update = Single<Update>("UPDATE ns.t AS x SET a = f(1, 2), x.b = CASE WHEN c THEN 1 ELSE 2 END WHERE d = 3");
        Assert.Equal(["a", "b"], update.Assignments.Select(assignment => assignment.Column));
        Assert.Equal("x", update.Alias);
        Assert.Equal(3, update.Condition!.Tokens.Count);
    }

    [Theory]
    [InlineData("SELECT 1;\nREFRESH TABLE t", "read anew")]
    [InlineData("CACHE TABLE t", "no effect")]
    [InlineData("LOAD DATA INPATH 'x'", "CREATE TEMPORARY VIEW")]
    [InlineData("PRAGMA x", "DuckDB command")]
    [InlineData("CREATE VIEW v AS SELECT 1", "CREATE TEMPORARY VIEW")]
    [InlineData("CREATE OR REPLACE TABLE IF NOT EXISTS t (a INT)", "either replaced or left")]
    [InlineData("CREATE TABLE t (a INT) USING parquet", "USING iceberg")]
    [InlineData("CREATE TABLE t (a INT) LOCATION 's3://x'", "catalog gives")]
    [InlineData("CREATE TABLE t (a INT GENERATED ALWAYS AS (1))", "in the INSERT")]
    [InlineData("CREATE TEMPORARY VIEW v USING orc OPTIONS (path 'x')", "csv, parquet and json")]
    [InlineData("CREATE TABLE t (a INT) PARTITIONED BY (week(a))", "bucket(n, c)")]
    [InlineData("DROP NAMESPACE a CASCADE", "Drop its tables first")]
    public void What_the_subset_lacks_is_refused_with_what_to_use_instead(string script, string instead)
    {
        var exception = Assert.Throws<SqlException>(() => Parse(script));
        Assert.Contains(instead, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT 1;\n\n  CREATE TABEL t (a INT)", 2, 3, 10)]
    [InlineData("CREATE TABLE t (a INT,)", 1, 1, 23)]
    [InlineData("CREATE TABLE t (\n  a INT\n  b INT)", 1, 3, 3)]
    [InlineData("DROP TABLE t extra", 1, 1, 14)]
    [InlineData("FOO BAR", 1, 1, 1)]
    [InlineData("INSERT INTO t", 1, 1, 14)]
    [InlineData("DELETE FROM t WHERE", 1, 1, 20)]
    [InlineData("UPDATE t SET a", 1, 1, 15)]
    [InlineData("SET x", 1, 1, 1)]
    [InlineData("USE", 1, 1, 4)]
    public void A_syntax_error_names_statement_line_and_column(string script, int statement, int line, int column)
    {
        var exception = Assert.Throws<SqlException>(() => Parse(script));
        Assert.Equal((statement, line, column), (exception.StatementNumber, exception.Line, exception.Column));
    }

    private static IReadOnlyList<ScriptStatement> Parse(string script) => ScriptParser.Parse(script, new Dictionary<string, string>());

    private static T Single<T>(string script)
        where T : Statement => Assert.IsType<T>(Parse(script).Single().Statement);
}
