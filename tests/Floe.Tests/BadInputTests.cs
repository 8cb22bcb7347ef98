using Floe.JobService.Contracts;

namespace Floe.Floe.Tests;

/// <summary>Bad input gets a clear error, and nothing is lost.</summary>
public sealed class BadInputTests(PlatformFixture fixture) : IClassFixture<PlatformFixture>
{
    private const string BadCsv = "id,name,level,salary\n1,Ada,Senior,100.5\n2,Bob,Junior,lots\n3,Cleo,Lead\n4,Dan,Junior,80\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bad_row_fails_the_job_naming_file_line_column_and_value_and_the_table_is_untouched()
    {
        await PrepareAsync("bad-rows");
        await Scripts.RunAsync(fixture.Platform, "bad-rows", "CREATE NAMESPACE s3tablesbucket.tests; CREATE TABLE s3tablesbucket.tests.e (id INT, name STRING, level STRING, salary DOUBLE) USING iceberg", Token);

        var (_, ended) = await Scripts.FinishAsync(fixture.Platform, new() { TableBucket = "bad-rows", Script = Scripts.Ingest("e", "s3://bad-rows-data/bad.csv") }, Token);

        Assert.Equal(JobState.Failed, ended.State);
        foreach (var part in new[] { "s3://bad-rows-data/bad.csv", "line 3", "salary", "lots" }) Assert.Contains(part, ended.Reason);
        Assert.Equal(0, await Scripts.CountAsync(fixture.Platform, "bad-rows", "e", Token));
        var history = await fixture.Platform.Jobs.SqlAsync(new() { TableBucket = "bad-rows", Sql = "SELECT * FROM s3tablesbucket.tests.e.history" }, Token);
        Assert.Empty(history.Result!.Rows);
    }

    [Fact]
    public async Task With_rows_allowed_to_be_rejected_the_job_goes_on_and_reports_them()
    {
        await PrepareAsync("rejected-rows");

        var (id, ended) = await Scripts.FinishAsync(
            fixture.Platform, new() { TableBucket = "rejected-rows", Script = Scripts.Ingest("e", "s3://rejected-rows-data/bad.csv"), MaxRejectedRows = 2 }, Token);

        Assert.True(ended.State == JobState.Succeeded, ended.Reason);
        Assert.Equal(2, (await fixture.Platform.Jobs.GetAsync(id, Token)).RejectedRows);
        Assert.Equal(2, await Scripts.CountAsync(fixture.Platform, "rejected-rows", "e", Token));
        var log = await fixture.Platform.Jobs.ReadLogAsync(id, Token);
        foreach (var part in new[] { "line 3", "lots", "line 4" }) Assert.Contains(part, log);
    }

    [Fact]
    public async Task More_bad_rows_than_allowed_fail_the_job()
    {
        await PrepareAsync("too-many-rejected");

        var (_, ended) = await Scripts.FinishAsync(
            fixture.Platform, new() { TableBucket = "too-many-rejected", Script = Scripts.Ingest("e", "s3://too-many-rejected-data/bad.csv"), MaxRejectedRows = 1 }, Token);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Equal(0, await Scripts.CountAsync(fixture.Platform, "too-many-rejected", "e", Token));
    }

    [Theory]
    [InlineData("INSERT INTO s3tablesbucket.tests.nowhere VALUES (1)", "tests.nowhere")]
    [InlineData("CREATE TEMPORARY VIEW v USING csv OPTIONS (path 's3://bad-input-data/missing.csv', header 'true');\nSELECT * FROM v", "s3://bad-input-data/missing.csv")]
    [InlineData("SELECT 1;\n\nSELEC 2", "line 3")]
    [InlineData("GRANT ALL ON x TO y", "GRANT")]
    public async Task What_a_script_gets_wrong_is_named(string script, string named)
    {
        await PrepareAsync("bad-input");

        var (_, ended) = await Scripts.FinishAsync(fixture.Platform, new() { TableBucket = "bad-input", Script = script }, Token);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains(named, ended.Reason);
    }

    [Fact]
    public async Task A_table_bucket_that_is_not_there_is_named()
    {
        var (_, ended) = await Scripts.FinishAsync(fixture.Platform, new() { TableBucket = "never-made", Script = "SELECT * FROM s3tablesbucket.a.b" }, Token);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Contains("never-made", ended.Reason);
    }

    private async Task PrepareAsync(string name)
    {
        var found = await fixture.Platform.Tables.ListTableBucketsPageAsync(name, cancellationToken: Token);
        if (found.TableBuckets.Count == 0) await fixture.Platform.Tables.CreateTableBucketAsync(new(name), Token);
        await fixture.Platform.S3.PutBucketAsync($"{name}-data", Token);
        await fixture.Platform.S3.PutObjectAsync(new() { BucketName = $"{name}-data", Key = "bad.csv", ContentBody = BadCsv }, Token);
    }
}
