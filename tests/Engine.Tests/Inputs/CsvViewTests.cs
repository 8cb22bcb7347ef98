using System.IO.Compression;
using System.Text;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Inputs;

public sealed class CsvViewTests
{
    private const string Columns = "(id INT, name STRING, level STRING, salary DOUBLE)";

    [Theory]
    [InlineData("x,Bob,Senior,20", "line 3: column 'id': 'x' is not of type int")]
    [InlineData("2,Bob,Senior,lots", "line 3: column 'salary': 'lots' is not of type double")]
    [InlineData("2,Bob,Senior", "line 3: column 'salary' is missing: 3 columns instead of 4 in '2,Bob,Senior'")]
    [InlineData("2,Bob,Senior,20,more", "line 3: 5 columns instead of 4")]
    [InlineData("99999999999,Bob,Senior,20", "line 3: column 'id': '99999999999' is not of type int")]
    [InlineData("2,\"Bob,Senior,20", "line 3")]
    public async Task A_bad_row_fails_the_insert_with_its_place_and_leaves_the_table_alone(string row, string told)
    {
        using var lake = await LakeAsync($"id,name,level,salary\n1,Ann,Junior,10\n{row}\n3,Cid,Mid,30\n");

        var exception = await lake.FailAsync($"{View()} INSERT INTO ns.t SELECT * FROM v;");

        Assert.Contains("s3://data/in/a.csv " + told, exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, exception.StatementNumber);
        Assert.Empty((await lake.MetadataAsync("t")).Snapshots);
        Assert.Empty(lake.Files.StagedPaths());
        Assert.Equal(0, lake.Files.Lent);
    }

    [Fact]
    public async Task Allowed_bad_rows_are_left_out_and_told()
    {
        using var lake = await LakeAsync("id,name,level,salary\n1,Ann,Junior,10\nx,Bob,Senior,y\n3,Cid,Mid\n4,Dan,Mid,40\n");

        var result = await lake.RunAsync($"{View("maxRejectedRows '2'")} INSERT INTO ns.t SELECT * FROM v; SELECT id FROM ns.t ORDER BY id");

        Assert.Equal((2, 2), (result.RejectedRows, result.Statements[1].RejectedRows));
        Assert.Equal([1, 4], result.Result!.Rows.Select(row => row[0]));
        Assert.Contains(lake.Log, line => line.Contains("rejected s3://data/in/a.csv line 3: column 'id': 'x' is not of type int", StringComparison.Ordinal));
        Assert.Contains(lake.Log, line => line.Contains("rejected s3://data/in/a.csv line 4: column 'salary' is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_run_says_how_many_bad_rows_are_allowed_where_the_view_does_not()
    {
        using var lake = await LakeAsync("id,name,level,salary\n1,Ann,Junior,10\nx,Bob,Senior,1\ny,Bob,Senior,1\n");
        var script = $"{View()} INSERT INTO ns.t SELECT * FROM v;";

        Assert.Contains("2 rows", (await lake.FailAsync(script, new SqlRunOptions { DefaultCatalog = Lake.CatalogName, MaxRejectedRows = 1 })).Message, StringComparison.Ordinal);
        Assert.Equal(2, (await lake.RunAsync(script, new SqlRunOptions { DefaultCatalog = Lake.CatalogName, MaxRejectedRows = 2 })).RejectedRows);
        Assert.Equal(2, (await lake.RunAsync(script.Replace("header 'true'", "header 'true', mode 'DROPMALFORMED'", StringComparison.Ordinal))).RejectedRows);
    }

    [Fact]
    public async Task A_select_over_bad_rows_fails_as_well()
    {
        using var lake = await LakeAsync("id,name,level,salary\nx,Ann,Junior,10\n");
        Assert.Contains("line 2: column 'id'", (await lake.FailAsync($"{View()} SELECT * FROM v")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_object_below_a_prefix_is_read_but_markers_and_empty_ones()
    {
        using var lake = await LakeAsync("id,name,level,salary\n1,a,b,1\n");
        await lake.PutAsync("s3://data/in/sub/b.csv", "id,name,level,salary\r\n2,a,b,1\r\n");
        await lake.PutAsync("s3://data/in/_SUCCESS", "x");
        await lake.PutAsync("s3://data/in/.hidden/c.csv", "x");
        await lake.PutAsync("s3://data/in/empty", "");
        await lake.PutAsync("s3://data/in2.csv", "id\nx\n");

        Assert.Equal(["1", "2"], await lake.RowsAsync($"{View()} SELECT id FROM v ORDER BY id"));
        Assert.Equal(["1", "2"], await lake.RowsAsync($"{View().Replace("s3://data/in/", "s3a://data/in", StringComparison.Ordinal)} SELECT id FROM v ORDER BY id"));
        Assert.Equal(["1"], await lake.RowsAsync($"{View().Replace("s3://data/in/", "s3://data/in/*.csv", StringComparison.Ordinal)} SELECT id FROM v"));
        Assert.Equal(["2"], await lake.RowsAsync($"{View().Replace("s3://data/in/", "s3://data/{x,in}/s?b/*", StringComparison.Ordinal)} SELECT id FROM v"));
    }

    [Theory]
    [InlineData("s3://data/nothing/", "There is no input at s3://data/nothing/")]
    [InlineData("s3://data/in/nope.csv", "There is no input at s3://data/in/nope.csv")]
    [InlineData("s3://data/in/*.parquet", "No object matches")]
    [InlineData("/etc/passwd", "not in an S3 bucket")]
    [InlineData("file:///etc/passwd", "not in an S3 bucket")]
    public async Task Missing_input_is_told_by_its_location(string path, string told)
    {
        using var lake = await LakeAsync("id\n");
        var exception = await lake.FailAsync(View().Replace("s3://data/in/", path, StringComparison.Ordinal));
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, exception.StatementNumber);
    }

    [Fact]
    public async Task Columns_are_taken_by_position_and_a_differing_header_is_a_warning()
    {
        using var lake = await LakeAsync("name,id,level,salary\n1,Ann,Junior,10\n");
        Assert.Equal(["1|Ann"], await lake.RowsAsync($"{View()} SELECT id, name FROM v"));
        Assert.Contains(lake.Log, line => line.Contains("warning: view v: the header of s3://data/in/a.csv names 'name' where the view declares 'id'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_schema_columns_are_strings_named_by_the_header()
    {
        using var lake = await LakeAsync("id,\"full name\"\n01,Ann\n");
        Assert.Equal(["01|Ann"], await lake.RowsAsync("CREATE TEMPORARY VIEW v USING csv OPTIONS (path 's3://data/in/', header true); SELECT id, `full name` FROM v"));
        Assert.Equal(["id|full name", "01|Ann"], await lake.RowsAsync("CREATE TEMPORARY VIEW v USING csv OPTIONS (path 's3://data/in/'); SELECT _c0, _c1 FROM v"));
        await lake.PutAsync("s3://data/in/a.csv", "id,\"full name\"\n1,Ann\n");
        Assert.Equal(["2|Ann"], await lake.RowsAsync("CREATE TEMPORARY VIEW v USING csv OPTIONS (path 's3://data/in/', header true, inferSchema true); SELECT id + 1, `full name` FROM v"));
    }

    [Fact]
    public async Task Dialect_options_have_sparks_names()
    {
        using var lake = await LakeAsync("1;'a;''b''';31.01.2026;n/a\n2;;01.02.2026;x\n");
        var rows = await lake.RowsAsync(
            "CREATE TEMPORARY VIEW v (id INT, t STRING, d DATE, n STRING) USING csv OPTIONS (path 's3://data/in/', sep ';', quote \"'\", nullValue 'n/a', dateFormat 'dd.MM.yyyy'); SELECT * FROM v ORDER BY id");
        Assert.Equal(["1|a;'b'|2026-01-31|NULL", "2||2026-02-01|x"], rows);
    }

    [Fact]
    public async Task An_unquoted_empty_field_is_null_and_a_quoted_one_is_empty()
    {
        using var lake = await LakeAsync("1,,,\n2,\"\",x,5\n");
        Assert.Equal(["1|NULL|NULL", "2||5.0"], await lake.RowsAsync($"{View().Replace("header 'true'", "header 'false'", StringComparison.Ordinal)} SELECT id, name, salary FROM v ORDER BY id"));
    }

    [Fact]
    public async Task Timestamps_are_strict_and_take_offsets()
    {
        using var lake = await LakeAsync("2026-01-31 10:00:00\n2026-01-31T10:00:00+02:00\n");
        const string View = "CREATE TEMPORARY VIEW v (ts TIMESTAMP) USING csv OPTIONS (path 's3://data/in/');";
        Assert.Equal(["2026-01-31 08:00:00", "2026-01-31 10:00:00"], await lake.RowsAsync($"{View} SELECT ts FROM v ORDER BY ts"));
        await lake.PutAsync("s3://data/in/b.csv", "yesterday\n");
        Assert.Contains("s3://data/in/b.csv: column 'ts': 'yesterday' is not of type timestamp", (await lake.FailAsync($"{View} SELECT * FROM v")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compressed_objects_are_known_by_their_name()
    {
        using var lake = await LakeAsync("id,name,level,salary\n1,a,b,1\n");
        var bytes = new MemoryStream();
        await using (var gzip = new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("id,name,level,salary\n7,a,b,1\n"), TestContext.Current.CancellationToken);
        await lake.Files.WriteAsync("s3://data/zipped/a.csv.gz", bytes.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(["7"], await lake.RowsAsync($"{View().Replace("s3://data/in/", "s3://data/zipped/", StringComparison.Ordinal)} SELECT id FROM v"));
    }

    [Fact]
    public async Task An_option_without_effect_is_a_warning()
    {
        using var lake = await LakeAsync("id,name,level,salary\n1,a,b,1\n");
        await lake.RunAsync(View("colour 'blue'"));
        Assert.Contains(lake.Log, line => line.Contains("the option 'colour' has no effect", StringComparison.Ordinal));
        Assert.Contains("without a trace", (await lake.FailAsync(View("mode 'PERMISSIVE'"))).Message, StringComparison.Ordinal);
    }

    private static string View(string? option = null) =>
        $"CREATE TEMPORARY VIEW v {Columns} USING csv OPTIONS (path 's3://data/in/', header 'true'{(option is null ? "" : ", " + option)});";

    private static async Task<Lake> LakeAsync(string csv)
    {
        var lake = new Lake();
        await lake.PutAsync("s3://data/in/a.csv", csv);
        await lake.RunAsync($"CREATE NAMESPACE ns; CREATE TABLE ns.t {Columns};");
        lake.Log.Clear();
        return lake;
    }
}
