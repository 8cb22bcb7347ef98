using Floe.Cli.Sql;
using Floe.Cli.Sql.Editing;
using Floe.Cli.Sql.Shell;

namespace Floe.Floe.Tests.Sql;

/// <summary>The shell over a running platform, with keys from a test.</summary>
public sealed class ShellTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_session_keeps_views_variables_and_the_namespace_from_statement_to_statement()
    {
        var shown = await TypeAsync(
            "shell-session",
            """
            CREATE NAMESPACE ns;
            USE ns;
            CREATE TABLE t (id INT, name STRING);
            INSERT INTO t VALUES (1, 'one'), (2, NULL);
            SET wanted = 2;
            CREATE TEMPORARY VIEW v AS
              SELECT * FROM t;
            SELECT * FROM v WHERE id = ${wanted};
            .tables
            .schema t

            """);
        Assert.Contains("INSERT INTO s3tablesbucket.ns.t: 2 rows\n", shown);
        Assert.Contains("|  2 | NULL |\n", shown);
        Assert.Contains("ns.t\nv (temporary view)\n", shown);
        Assert.Contains("CREATE TABLE s3tablesbucket.ns.t (", shown);
    }

    [Fact]
    public async Task What_goes_wrong_is_said_and_the_shell_goes_on()
    {
        var shown = await TypeAsync("shell-errors", "SELEC 1;\nSELECT nope FROM range(1);\n.mode picture\n.output x.doc\n.bogus\nSELECT 'still here' AS t;\n");
        foreach (var part in new[] { "SELEC is not a statement", "\"nope\" not found", ".mode table, .mode line", "x.doc", "no command .bogus", "still here" }) Assert.Contains(part, shown);
    }

    [Theory]
    [InlineData("json", "{\"columns\":[{\"name\":\"a\",\"type\":\"int\"}],\"rows\":[[1]],\"truncated\":false}\n")]
    [InlineData("csv", "a\n1\n")]
    [InlineData("line", "a = 1\n1 row\n")]
    [InlineData("table", "|  1 |\n")]
    public async Task Rows_have_the_form_of_the_mode(string mode, string expected) => Assert.Contains(expected, await TypeAsync("shell-modes", $".timer off\n.mode {mode}\nSELECT 1 AS {(mode == "table" ? "aa" : "a")};\n"));

    [Fact]
    public async Task Output_takes_the_rows_of_the_next_query_into_a_file_and_read_runs_one()
    {
        var folder = Directory.CreateDirectory(Path.Combine(fixture.Folder, "shell-output")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "s.sql"), "SELECT 1 AS a;\nSELECT 'from file' AS a;\n", Token);
        var csv = Path.Combine(folder, "x.csv");

        var shown = await TypeAsync("shell-output", $".output {csv}\nSELECT range AS id FROM range(3) ORDER BY id;\nSELECT 'on screen' AS a;\n.read {Path.Combine(folder, "s.sql")}\n");

        Assert.Equal("id\n0\n1\n2\n", await File.ReadAllTextAsync(csv, Token));
        Assert.Contains("on screen", shown);
        Assert.Contains("from file", shown);
    }

    [Fact]
    public async Task Names_of_catalogs_namespaces_tables_columns_and_views_are_completed()
    {
        await fixture.FloeAsync("tables", "create-bucket", "shell-complete");
        await Scripts.RunAsync(fixture.Platform, "shell-complete", Scripts.ThreeRows("employees"), Token);
        await using var platform = await SqlPlatform.ConnectAsync(fixture.Platform.JobsEndpoint, "shell-complete", Token);
        var completer = new SqlCompleter(new Place(), new CatalogNames(platform.Catalogs));
        async Task<string> Complete(string text) => string.Join(' ', (await completer.CompleteAsync(text, text.Length, Token)).Candidates);

        Assert.Equal("s3tablesbucket", await Complete("SELECT * FROM s3t"));
        Assert.Equal("tests", await Complete("SELECT * FROM s3tablesbucket.te"));
        Assert.Equal("employees", await Complete("SELECT * FROM s3tablesbucket.tests.e"));
        Assert.Equal("employees", await Complete("SELECT * FROM tests.EMP"));
        Assert.Equal("employees", await Complete("SELECT * FROM emp"));
        Assert.Equal("my_view", await Complete("SELECT * FROM my_"));
        Assert.Equal("`shell-complete`", await Complete("SELECT * FROM `shell-c"));
        Assert.Equal(["name", "namespace", "namespaces"], (await completer.CompleteAsync("SELECT nam FROM employees", 10, Token)).Candidates);
        Assert.Equal("select", await Complete("sele"));
        Assert.Equal("SELECT", await Complete("SELE"));
        Assert.Equal(".tables", await Complete(".ta"));
    }

    private async Task<string> TypeAsync(string tableBucket, string keys)
    {
        var found = await fixture.Platform.Tables.ListTableBucketsPageAsync(tableBucket, cancellationToken: Token);
        if (found.TableBuckets.Count == 0) await fixture.Platform.Tables.CreateTableBucketAsync(new(tableBucket), Token);
        await using var platform = await SqlPlatform.ConnectAsync(fixture.Platform.JobsEndpoint, tableBucket, Token);
        var options = new SqlOptions { Server = fixture.Platform.JobsEndpoint, TableBucket = tableBucket };
        await using var session = await platform.OpenSessionAsync(options.Run, _ => { }, Token);
        var terminal = new FakeTerminal().Type(keys.ReplaceLineEndings("\n")).Control(ConsoleKey.D);
        var source = new KeySource(terminal);
        var names = new CatalogNames(platform.Catalogs);
        var editor = new LineEditor(terminal, source, LineHistory.Load(null), new SqlCompleter(new Place(), names), SqlShell.IsComplete);
        var writer = new StringWriter { NewLine = "\n" };
        await new SqlShell(session, names, editor, source, terminal, writer, new ShellSettings(SqlOutput.Table, 1000, platform.Folder), TimeProvider.System).RunAsync(Token);
        return writer.ToString();
    }

    private sealed class Place : IShellPlace
    {
        public string? Catalog => "s3tablesbucket";

        public string? Namespace => "tests";

        public IReadOnlyCollection<string> Views => ["my_view"];
    }
}
