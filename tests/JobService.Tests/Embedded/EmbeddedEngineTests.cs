using Floe.JobService.Client;
using Floe.JobService.Contracts;

namespace Floe.JobService.Tests.Embedded;

/// <summary>SQL jobs with everything real: S3, S3 Tables and the Iceberg REST catalog over HTTP, DuckDB, Parquet.</summary>
public sealed class EmbeddedEngineTests
{
    private const string Script = """
        CREATE NAMESPACE IF NOT EXISTS s3tablesbucket.hr;
        CREATE TABLE IF NOT EXISTS s3tablesbucket.hr.employees (id INT, name STRING, salary DOUBLE) USING iceberg;
        CREATE OR REPLACE TEMPORARY VIEW input (id INT, name STRING, salary DOUBLE) USING csv OPTIONS (path '${input}', header 'true');
        INSERT INTO s3tablesbucket.hr.employees SELECT * FROM input;
        SELECT id, name FROM s3tablesbucket.hr.employees ORDER BY id;
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_script_in_a_bucket_turns_CSV_into_a_table_and_keeps_the_last_rows()
    {
        await using var platform = await Platform.StartAsync();
        await platform.PutAsync("jobs/load.sql", Script);
        await platform.PutAsync("in/employees.csv", "id,name,salary\n1,Ada,10.5\n2,Grace,20\n");

        var job = await platform.RunAsync(new JobDefinition
        {
            TableBucket = "lake",
            ScriptLocation = "s3a://data/jobs/load.sql",
            Variables = new Dictionary<string, string> { ["input"] = "s3://data/in/" },
        });

        Assert.Equal((JobState.Succeeded, null), (job.State, job.Reason));
        Assert.Equal("embedded", job.Engine);
        Assert.Equal(5, job.Statements.Count);
        Assert.Equal((2L, 5), (job.Statements[3].Rows, job.Statements[4].Line));
        var result = await platform.Jobs.ResultAsync(job.Id, Cancel);
        Assert.Equal(["1 Ada", "2 Grace"], result!.Rows.Select(row => $"{row[0]} {row[1]}"));
        Assert.Equal(["2"], await platform.FirstRowAsync("SELECT count(*) FROM hr.employees"));
    }

    [Fact]
    public async Task A_snapshot_leads_to_the_job_that_made_it()
    {
        await using var platform = await Platform.StartAsync();
        var job = await platform.RunAsync("""
            CREATE NAMESPACE s3tablesbucket.ns;
            CREATE TABLE s3tablesbucket.ns.t (id INT) USING iceberg;
            INSERT INTO s3tablesbucket.ns.t VALUES (1);
            """);
        Assert.Equal(JobState.Succeeded, job.State);

        Assert.Contains(job.Id, string.Concat(await platform.FirstRowAsync("SELECT CAST(summary AS VARCHAR) FROM s3tablesbucket.ns.t.snapshots")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_table_buckets_are_catalogs_under_their_names()
    {
        await using var platform = await Platform.StartAsync();
        await platform.Tables.CreateTableBucketAsync(new("archive"), Cancel);

        var job = await platform.RunAsync("""
            CREATE NAMESPACE s3tablesbucket.ns;
            CREATE TABLE s3tablesbucket.ns.t (id INT) USING iceberg;
            INSERT INTO s3tablesbucket.ns.t VALUES (7);
            CREATE NAMESPACE archive.ns;
            CREATE TABLE archive.ns.t (id INT) USING iceberg;
            INSERT INTO archive.ns.t SELECT id FROM lake.ns.t;
            """);

        Assert.Equal((JobState.Succeeded, null), (job.State, job.Reason));
        Assert.Equal(["7"], await platform.FirstRowAsync("SELECT id FROM archive.ns.t", tableBucket: null));
    }

    [Fact]
    public async Task A_table_bucket_is_found_by_its_ARN()
    {
        await using var platform = await Platform.StartAsync();
        var arn = (await platform.Tables.ListTableBucketsPageAsync(cancellationToken: Cancel)).TableBuckets[0].Arn;

        var job = await platform.RunAsync(new JobDefinition { TableBucket = arn, Script = "CREATE NAMESPACE s3tablesbucket.ns" });

        Assert.Equal((JobState.Succeeded, null), (job.State, job.Reason));
    }

    [Theory]
    [InlineData("missing-bucket")]
    [InlineData("arn:aws:s3tables:us-east-1:000000000000:bucket/missing-bucket")]
    [InlineData("lak")]
    public async Task A_missing_table_bucket_is_named(string tableBucket)
    {
        await using var platform = await Platform.StartAsync();

        var job = await platform.RunAsync(new JobDefinition { TableBucket = tableBucket, Script = "SELECT 1" });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains($"no table bucket '{tableBucket}'", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_script_is_named()
    {
        await using var platform = await Platform.StartAsync();

        var job = await platform.RunAsync(new JobDefinition { TableBucket = "lake", ScriptLocation = "s3://data/nowhere.sql" });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("no script at s3://data/nowhere.sql", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_key_is_told_in_the_words_of_AWS()
    {
        await using var platform = await Platform.StartAsync(secretKey: "wrong");

        var job = await platform.RunAsync("SELECT 1");

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("signature", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_row_fails_the_job_and_leaves_the_table_as_it_was()
    {
        await using var platform = await Platform.StartAsync();
        await platform.PutAsync("in/employees.csv", "id,name,salary\n1,Ada,10.5\ntwo,Grace,20\n");
        var script = Script.Replace("${input}", "s3://data/in/employees.csv", StringComparison.Ordinal);

        var failed = await platform.RunAsync(script);

        Assert.Equal(JobState.Failed, failed.State);
        Assert.Contains("s3://data/in/employees.csv", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("two", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(["0"], await platform.FirstRowAsync("SELECT count(*) FROM hr.employees"));

        var lenient = await platform.RunAsync(script, maxRejectedRows: 1);

        Assert.Equal((JobState.Succeeded, 1L), (lenient.State, lenient.RejectedRows));
        Assert.Equal(["1"], await platform.FirstRowAsync("SELECT count(*) FROM hr.employees"));
    }

    [Fact]
    public async Task Wrong_SQL_has_its_line_and_column()
    {
        await using var platform = await Platform.StartAsync();

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => platform.Jobs.SqlAsync(new SqlRequest { TableBucket = "lake", Sql = "SELECT 1;\nSELECT * FROM ns.nowhere" }, Cancel));
        var job = await platform.RunAsync("SELECT 1;\nFROBNICATE TABLE t;");

        Assert.Equal(2, refused.Problem!.Line);
        Assert.NotNull(refused.Problem.Column);
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("line 2", job.Reason, StringComparison.Ordinal);
    }

    // The query would run for hours: a cancel that gets lost is a failure here, not a test run that never ends.
    [Fact(Timeout = 120_000)]
    public async Task A_long_query_stops_when_it_is_cancelled()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var platform = await Platform.StartAsync();
        var job = await platform.Jobs.SubmitAsync(
            new JobDefinition { TableBucket = "lake", Script = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3" }, cancellationToken: cancellation);
        await foreach (var change in platform.Jobs.FollowAsync(job.Id, cancellationToken: cancellation))
        {
            if (change is JobLogLine) await platform.Jobs.CancelAsync(job.Id, cancellation);
            if (change is JobEnded ended) Assert.Equal(JobState.Cancelled, ended.State);
        }
    }
}
