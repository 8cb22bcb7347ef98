using Floe.Testing;

namespace Floe.Floe.Tests.Sql;

/// <summary><c>floe sql</c> in a process of its own, without a terminal.</summary>
public sealed class SqlCommandTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Json_is_the_result_in_its_one_form_and_nothing_else()
    {
        var result = await fixture.FloeAsync("sql", "SELECT 1 AS a; SELECT 9007199254740993 AS big, 'ü' AS text", "--output", "json");
        Assert.Equal(
            """{"columns":[{"name":"big","type":"bigint"},{"name":"text","type":"string"}],"rows":[["9007199254740993","ü"]],"truncated":false}""",
            result.Output.TrimEnd());
    }

    [Fact]
    public async Task Csv_goes_to_standard_output()
    {
        var result = await fixture.FloeAsync("sql", "-c", "SELECT range AS id, NULL AS n FROM range(3) ORDER BY id", "--output", "csv", "--max-rows", "2");
        Assert.Equal(["id,n", "0,", "1,"], result.Output.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task A_file_of_statements_is_run_with_its_variables()
    {
        var file = Path.Combine(fixture.Folder, "with variables.sql");
        await File.WriteAllTextAsync(file, "-- first\nSELECT '${who}' AS name, 1 AS n;\n", Token);
        Assert.Contains("| Ada  | 1 |", (await fixture.FloeAsync("sql", file, "--var", "who=Ada")).Output);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("parquet")]
    [InlineData("arrow")]
    public async Task Many_rows_are_exported_and_a_file_is_replaced_only_by_force(string ending)
    {
        var file = Path.Combine(fixture.Folder, $"many.{ending}");
        string[] command = ["sql", "SELECT range AS id, md5(CAST(range AS STRING)) AS hash FROM range(200000)", "--export", file];

        var exported = await fixture.FloeAsync(command);
        Assert.True(exported.ExitCode == 0, exported.Error);
        Assert.Contains("SELECT: 200,000 rows", exported.Output);
        Assert.True(new FileInfo(file).Length > 200_000);

        var again = await fixture.FloeAsync(command);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--force", again.Error);
        Assert.Equal(0, (await fixture.FloeAsync([.. command, "--force"])).ExitCode);
    }

    [Theory]
    [InlineData("SELECT * FRM x", "line 1")]
    [InlineData("SELECT 1;\nSELECT CAST('x' AS INT)", "Statement 2 (line 2")]
    [InlineData("nowhere.sql", "no script at nowhere.sql")]
    public async Task What_is_wrong_is_one_line_and_the_exit_code_is_1(string sql, string message)
    {
        var result = await fixture.FloeAsync("sql", sql);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
    }

    [Fact]
    public async Task A_table_bucket_that_is_not_there_and_a_form_that_is_not_known_are_named()
    {
        Assert.Contains("no table bucket 'never-made'", (await fixture.FloeAsync("sql", "SELECT 1", "--table-bucket", "never-made")).Error);
        Assert.Contains("x.doc", (await fixture.FloeAsync("sql", "SELECT 1", "--export", "x.doc")).Error);
        var nobody = await FloeProcess.RunAsync(fixture.Folder, ["sql", "SELECT 1", "--server", "http://127.0.0.1:9"], Token);
        Assert.Equal(1, nobody.ExitCode);
        Assert.Contains("Is `floe up` running?", nobody.Error);
    }

    [Fact]
    public async Task Rows_that_were_left_out_are_told_on_standard_error()
    {
        await fixture.Platform.S3.PutBucketAsync("sql-rejects", Token);
        await fixture.Platform.S3.PutObjectAsync(new() { BucketName = "sql-rejects", Key = "x.csv", ContentBody = "1\nbad\n2\n" }, Token);
        var result = await fixture.FloeAsync("sql", "CREATE TEMPORARY VIEW v (id INT) USING csv OPTIONS (path 's3://sql-rejects/x.csv'); SELECT sum(id) AS total FROM v", "--max-rejected-rows", "1", "--output", "csv");
        Assert.Equal(["total", "3"], result.Output.TrimEnd().Split(Environment.NewLine));
        Assert.Contains("1 rows left out", result.Error);
        Assert.Contains("bad", result.Error);
    }
}
