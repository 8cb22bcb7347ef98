using System.Net;
using Amazon.Runtime;
using Floe.Engine;
using Floe.JobService.Contracts;
using Floe.JobService.Engines.Embedded;
using Floe.S3Tables.Client;
using RetryPolicy = Floe.JobService.Contracts.RetryPolicy;

namespace Floe.JobService.Tests.Embedded;

/// <summary>A retry policy is for what may pass by itself.</summary>
public sealed class RetryableTests
{
    private static readonly RetryPolicy Twice = new() { MaxAttempts = 2, BackoffSeconds = 0 };

    [Theory]
    [InlineData("SELEC 1")]
    [InlineData("SELECT 'open")]
    [InlineData("SELECT * FROM s3tablesbucket.ns.nowhere")]
    [InlineData("SELECT nothing FROM s3tablesbucket.ns.t")]
    [InlineData("SELECT CAST('x' AS INT)")]
    [InlineData("INSERT INTO s3tablesbucket.ns.t VALUES ('text')")]
    [InlineData("INSERT INTO s3tablesbucket.ns.t VALUES (1, 2)")]
    [InlineData("CREATE NAMESPACE s3tablesbucket.ns")]
    [InlineData("ALTER TABLE s3tablesbucket.ns.t DROP COLUMN nothing")]
    [InlineData("ATTACH 'x.db'")]
    public async Task A_statement_that_can_never_work_is_not_tried_again(string statement)
    {
        await using var platform = await Platform.StartAsync();
        await platform.RunAsync("CREATE NAMESPACE s3tablesbucket.ns; CREATE TABLE s3tablesbucket.ns.t (i INT)");

        var job = await platform.RunAsync(new JobDefinition { TableBucket = "lake", Script = statement, Retry = Twice });

        Assert.Equal(JobState.Failed, job.State);
        Assert.Single(job.Attempts);
    }

    [Fact]
    public async Task A_missing_table_bucket_or_script_is_not_tried_again()
    {
        await using var platform = await Platform.StartAsync();

        foreach (var definition in new JobDefinition[] { new() { TableBucket = "nowhere", Script = "SELECT 1" }, new() { TableBucket = "lake", ScriptLocation = "s3://data/nowhere.sql" } })
            Assert.Single((await platform.RunAsync(definition with { Retry = Twice })).Attempts);
    }

    [Fact]
    public async Task An_input_that_is_not_there_yet_is_looked_for_again()
    {
        await using var platform = await Platform.StartAsync();

        var job = await platform.RunAsync(new JobDefinition { TableBucket = "lake", Script = "CREATE TEMPORARY VIEW v USING csv OPTIONS (path 's3://data/in/later.csv', header 'true'); SELECT * FROM v", Retry = Twice });

        Assert.Equal((JobState.Failed, 2), (job.State, job.Attempts.Count));
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_tried_again()
    {
        await using var platform = await Platform.StartAsync(secretKey: "wrong");

        var job = await platform.RunAsync(new JobDefinition { TableBucket = "lake", Script = "SELECT 1", Retry = Twice });

        Assert.Equal((JobState.Failed, 2), (job.State, job.Attempts.Count));
    }

    [Fact]
    public void A_store_that_is_away_may_be_back()
    {
        Assert.True(RunFailures.MayPass(new HttpRequestException("refused")));
        Assert.True(RunFailures.MayPass(new AmazonServiceException("slow down")));
        Assert.True(RunFailures.MayPass(new S3TablesException("busy", "InternalServerError", HttpStatusCode.InternalServerError, null)));
        Assert.True(RunFailures.MayPass(new SqlException("the commit was lost", 1, 1, 1) { MayPass = true }));
        Assert.False(RunFailures.MayPass(new SqlException("no such table", 1, 1, 1)));
    }
}
