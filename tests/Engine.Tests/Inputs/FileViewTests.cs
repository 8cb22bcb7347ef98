using Floe.Engine.DuckDb;
using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Inputs;

public sealed class FileViewTests
{
    [Fact]
    public async Task Parquet_files_may_lack_columns_that_others_have()
    {
        using var lake = new Lake();
        await ParquetAsync(lake, "s3://data/p/1.parquet", "SELECT 1 AS id, 'x' AS name");
        await ParquetAsync(lake, "s3://data/p/2.parquet", "SELECT 2 AS id");
        Assert.Equal(["1|x", "2|NULL"], await lake.RowsAsync("CREATE TEMPORARY VIEW v USING parquet OPTIONS (path 's3://data/p/'); SELECT * FROM v ORDER BY id"));
        Assert.Equal(["x|1", "NULL|2"], await lake.RowsAsync("CREATE TEMPORARY VIEW v (name STRING, id BIGINT) USING parquet OPTIONS (path 's3://data/p/'); SELECT * FROM v ORDER BY id"));
    }

    [Fact]
    public async Task Json_is_one_object_a_line_or_an_array()
    {
        using var lake = new Lake();
        await lake.PutAsync("s3://data/j/a.json", "{\"id\":1,\"tags\":[\"a\"]}\n{\"id\":2}\n");
        await lake.PutAsync("s3://data/m/a.json", "[\n {\"id\":3}\n]");
        Assert.Equal(["1|[a]", "2|NULL"], await lake.RowsAsync("CREATE TEMPORARY VIEW v (id INT, tags ARRAY<STRING>) USING json OPTIONS (path 's3://data/j/'); SELECT * FROM v ORDER BY id"));
        Assert.Equal(["3"], await lake.RowsAsync("CREATE TEMPORARY VIEW v (id INT) USING json OPTIONS (path 's3://data/m/', multiLine true); SELECT * FROM v"));
    }

    [Fact]
    public async Task Broken_files_are_told_by_location()
    {
        using var lake = new Lake();
        await lake.PutAsync("s3://data/p/1.parquet", "this is no parquet file at all");
        Assert.Contains("s3://data/p/1.parquet", (await lake.FailAsync("CREATE TEMPORARY VIEW v USING parquet OPTIONS (path 's3://data/p/'); SELECT * FROM v")).Message, StringComparison.Ordinal);
        await lake.RunAsync("CREATE NAMESPACE ns");
        Assert.Contains("s3://data/p/1.parquet", (await lake.FailAsync("CREATE TEMPORARY VIEW v USING parquet OPTIONS (path 's3://data/p/'); CREATE TABLE ns.t AS SELECT * FROM v")).Message, StringComparison.Ordinal);
        await lake.PutAsync("s3://data/j/1.json", "{\"id\": \n");
        Assert.Contains("s3://data/j/1.json", (await lake.FailAsync("CREATE TEMPORARY VIEW v (id INT) USING json OPTIONS (path 's3://data/j/'); SELECT * FROM v")).Message, StringComparison.Ordinal);
    }

    private static async Task ParquetAsync(Lake lake, string location, string sql)
    {
        var path = lake.Files.PathOf(location);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var duck = await DuckDbSession.OpenAsync(new EngineOptions(1, "256MB", lake.TempFolder), TestContext.Current.CancellationToken);
        await duck.ExecuteAsync($"COPY ({sql}) TO {Quote.Text(path)} (FORMAT parquet)", TestContext.Current.CancellationToken);
    }
}
