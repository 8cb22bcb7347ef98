using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Results;

public sealed class ExportTests
{
    private const string EveryType =
        """
        SELECT id, CAST(id AS STRING) AS text, CAST(1.50 AS DECIMAL(30,2)) AS amount, sum(id) OVER () AS total, CAST('NaN' AS DOUBLE) AS ratio, X'01FF' AS bytes,
          TIMESTAMP '2026-01-31 10:00:00.5' AS at, TIMESTAMP_NTZ '2026-01-31 10:00:00' AS local, DATE '2026-01-31' AS day, array(1, NULL) AS list,
          {'a': CAST(1.50 AS DECIMAL(3,2))} AS fields, NULL AS nothing, '' AS empty FROM (SELECT CAST(range AS INT) AS id FROM range(3)) ORDER BY id
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_has_a_header_and_values_in_the_json_form()
    {
        using var lake = new Lake();
        var text = await File.ReadAllTextAsync(await ExportAsync(lake, EveryType, ResultFormat.Csv), Token);
        Assert.Equal(
            """
            id,text,amount,total,ratio,bytes,at,local,day,list,fields,nothing,empty
            0,0,1.50,3,NaN,Af8=,2026-01-31T10:00:00.5Z,2026-01-31T10:00:00,2026-01-31,"[1,null]","{""a"":""1.50""}",,""

            """.ReplaceLineEndings("\n"),
            string.Join('\n', text.Split('\n').Take(2)) + "\n");
    }

    [Fact]
    public async Task Json_is_what_a_result_in_memory_is_written_as()
    {
        using var lake = new Lake();
        var text = await File.ReadAllTextAsync(await ExportAsync(lake, EveryType, ResultFormat.Json), Token);
        var kept = (await lake.RunAsync(EveryType)).Result!;
        Assert.Equal(JsonSerializer.Serialize(kept, RelaxedJson), text.TrimEnd('\n'));
    }

    [Theory]
    [InlineData(ResultFormat.ArrowFile)]
    [InlineData(ResultFormat.ArrowStream)]
    public async Task Arrow_has_every_row_in_record_batches(ResultFormat format)
    {
        using var lake = new Lake();
        var path = await ExportAsync(lake, "SELECT range AS id, sum(1) OVER () AS total, CAST(range AS STRING) AS text FROM range(100000) ORDER BY id", format);
        await using var file = File.OpenRead(path);
        using ArrowStreamReader reader = format == ResultFormat.ArrowFile ? new ArrowFileReader(file) : new ArrowStreamReader(file);
        var (expected, batches) = (0L, 0);
        while (await reader.ReadNextRecordBatchAsync(Token) is { } batch)
        {
            batches++;
            foreach (var id in ((Int64Array)batch.Column("id")).Values) Assert.Equal(expected++, id);
            Assert.IsType<Int64Type>(batch.Schema.GetFieldByName("total").DataType);
        }
        Assert.Equal(100000, expected);
        Assert.True(batches > 1);
    }

    [Fact]
    public async Task Parquet_is_read_back_with_its_types()
    {
        string? path = null;
        using var lake = new Lake(location => location == "s3://data/x.parquet" ? path : null);
        path = await ExportAsync(lake, EveryType, ResultFormat.Parquet);
        var columns = (await lake.RunAsync("CREATE TEMPORARY VIEW v USING parquet OPTIONS (path 's3://data/x.parquet'); SELECT * FROM v")).Result!.Columns;
        Assert.Equal(["int", "string", "decimal(30,2)", "bigint", "double", "binary", "timestamp", "timestamp_ntz", "date", "array<int>", "struct<a:decimal(3,2)>", "int", "string"], columns.Select(column => column.Type));
    }

    [Fact]
    public async Task A_sum_that_no_bigint_holds_is_an_error_where_types_count()
    {
        using var lake = new Lake();
        var error = await Assert.ThrowsAsync<SqlException>(() => ExportAsync(lake, "SELECT sum(n) AS total FROM (VALUES (9223372036854775807), (1)) AS t(n)", ResultFormat.Parquet));
        Assert.Contains("9223372036854775808", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_select_is_exported_and_other_statements_run_as_always()
    {
        using var lake = new Lake();
        var path = await ExportAsync(lake, "CREATE NAMESPACE ns; SELECT 1 AS first; SELECT 2 AS last; SHOW NAMESPACES", ResultFormat.Csv);
        Assert.Equal("last\n2\n", await File.ReadAllTextAsync(path, Token));
    }

    [Theory]
    [InlineData(ResultFormat.Csv, "namespace\nns\n")]
    [InlineData(ResultFormat.Json, "{\"columns\":[{\"name\":\"namespace\",\"type\":\"string\"}],\"rows\":[[\"ns\"]],\"truncated\":false}\n")]
    public async Task Without_a_select_the_rows_of_the_last_statement_that_gives_some_are_exported(ResultFormat format, string expected)
    {
        using var lake = new Lake();
        Assert.Equal(expected, await File.ReadAllTextAsync(await ExportAsync(lake, "CREATE NAMESPACE ns; SHOW NAMESPACES", format), Token));
    }

    [Theory]
    [InlineData(ResultFormat.Csv, "id\n0\n1\n")]
    [InlineData(ResultFormat.Json, "{\"columns\":[{\"name\":\"id\",\"type\":\"bigint\"}],\"rows\":[[0],[1]],\"truncated\":true}\n")]
    public async Task No_more_rows_are_written_than_asked_for(ResultFormat format, string expected)
    {
        using var lake = new Lake();
        Assert.Equal(expected, await File.ReadAllTextAsync(await ExportAsync(lake, "SELECT range AS id FROM range(1000) ORDER BY id", format, maxRows: 2), Token));
    }

    [Fact]
    public async Task What_fails_or_is_stopped_leaves_no_file()
    {
        using var lake = new Lake();
        var folder = Directory.CreateDirectory(Path.Combine(lake.Folder, "out")).FullName;
        await using var session = await OpenAsync(lake);
        var export = new ResultExport(Path.Combine(folder, "x.csv"), ResultFormat.Csv);
        await Assert.ThrowsAsync<SqlException>(() => session.RunAsync(new SqlScript("SELECT CAST(CASE WHEN range > 900000 THEN 'x' ELSE '1' END AS INT) FROM range(1000000)", "test"), export, Token));
        foreach (var format in new[] { ResultFormat.Csv, ResultFormat.Json, ResultFormat.ArrowFile })
        {
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            cancel.CancelAfter(TimeSpan.FromMilliseconds(200));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.RunAsync(new SqlScript("SELECT range FROM range(100000000000)", "test"), export with { Format = format }, cancel.Token));
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        // The session goes on.
        await session.RunAsync(new SqlScript("SELECT 1 AS a", "test"), export, Token);
        Assert.Equal("a\n1\n", await File.ReadAllTextAsync(export.Path, Token));
    }

    [Fact]
    public async Task A_file_that_is_there_stays_unless_it_may_be_replaced()
    {
        using var lake = new Lake();
        await using var session = await OpenAsync(lake);
        var export = new ResultExport(Path.Combine(lake.Folder, "x.csv"), ResultFormat.Csv);
        await File.WriteAllTextAsync(export.Path, "mine", Token);
        var error = await Assert.ThrowsAsync<SqlException>(() => session.RunAsync(new SqlScript("SELECT 1 AS a", "test"), export, Token));
        Assert.Contains("x.csv exists already", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(export.Path, Token));
        await session.RunAsync(new SqlScript("SELECT 1 AS a", "test"), export with { Overwrite = true }, Token);
        Assert.Equal("a\n1\n", await File.ReadAllTextAsync(export.Path, Token));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_named()
    {
        using var lake = new Lake();
        await using var session = await OpenAsync(lake);
        var error = await Assert.ThrowsAsync<SqlException>(() => session.RunAsync(new SqlScript("SELECT 1 AS a", "test"), new ResultExport(Path.Combine(lake.Folder, "no", "x.csv"), ResultFormat.Csv), Token));
        Assert.Contains("There is no folder", error.Message, StringComparison.Ordinal);
    }

    private static JsonSerializerOptions RelaxedJson { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static async Task<string> ExportAsync(Lake lake, string script, ResultFormat format, long? maxRows = null)
    {
        await using var session = await OpenAsync(lake);
        var path = Path.Combine(lake.Folder, "export");
        var done = await session.RunAsync(new SqlScript(script, "test"), new ResultExport(path, format) { MaxRows = maxRows }, Token);
        Assert.Null(done.Result);
        return path;
    }

    private static Task<SqlSession> OpenAsync(Lake lake) => SqlSession.OpenAsync(
        lake, lake.Files, new EngineOptions(Threads: 2, TempFolder: lake.TempFolder), TimeProvider.System, new SqlRunOptions { DefaultCatalog = Lake.CatalogName }, lake.Log.Add, Token);
}
