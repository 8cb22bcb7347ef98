using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.Testing;

namespace Floe.Floe.Tests;

/// <summary>Scripts that several tests run, and running them.</summary>
internal static class Scripts
{
    public static string ThreeRows(string table) =>
        $"""
        CREATE NAMESPACE IF NOT EXISTS s3tablesbucket.tests;
        CREATE TABLE s3tablesbucket.tests.{table} (id INT, name STRING) USING iceberg;
        INSERT INTO s3tablesbucket.tests.{table} VALUES (1, 'one'), (2, 'two'), (3, 'three');
        """;

    /// <summary>A table of employees from a CSV in the bucket.</summary>
    public static string Ingest(string table, string location) =>
        $"""
        CREATE NAMESPACE IF NOT EXISTS s3tablesbucket.tests;
        CREATE TABLE IF NOT EXISTS s3tablesbucket.tests.{table} (id INT, name STRING, level STRING, salary DOUBLE) USING iceberg;
        CREATE TEMPORARY VIEW employees (id INT, name STRING, level STRING, salary DOUBLE) USING csv OPTIONS (path '{location}', header 'true');
        INSERT INTO s3tablesbucket.tests.{table} SELECT * FROM employees;
        """;

    /// <summary>Runs a script to its end, which must be good; returns the job.</summary>
    public static async Task<string> RunAsync(RunningPlatform platform, string tableBucket, string script, CancellationToken cancellationToken)
    {
        var (id, ended) = await FinishAsync(platform, new() { TableBucket = tableBucket, Script = script }, cancellationToken);
        Assert.True(ended.State == JobState.Succeeded, $"{ended.State}: {ended.Reason}");
        return id;
    }

    public static async Task<(string Id, JobEnded Ended)> FinishAsync(RunningPlatform platform, JobDefinition definition, CancellationToken cancellationToken)
    {
        var job = await platform.Jobs.SubmitAsync(definition, cancellationToken: cancellationToken);
        await foreach (var happened in platform.Jobs.FollowAsync(job.Id, cancellationToken: cancellationToken))
            if (happened is JobEnded ended) return (job.Id, ended);
        throw new InvalidOperationException($"The log of job {job.Id} ended before the job.");
    }

    public static async Task<long> CountAsync(RunningPlatform platform, string tableBucket, string table, CancellationToken cancellationToken)
    {
        var response = await platform.Jobs.SqlAsync(new() { TableBucket = tableBucket, Sql = $"SELECT count(*) FROM s3tablesbucket.tests.{table}" }, cancellationToken);
        return Convert.ToInt64(response.Result!.Rows[0][0]);
    }
}
