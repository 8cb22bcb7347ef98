using Floe.DataGen.Employees;
using Floe.DataGen.Upload;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.Testing;

namespace Floe.Bench;

/// <summary>One CSV in the bucket, and a job that turns it into a committed table.</summary>
internal sealed class EmployeesJob(RunningPlatform platform)
{
    public const string TableBucket = "bench";
    private const string Bucket = "bench-data";
    private int _runs;

    public async Task PrepareAsync(long rows, CancellationToken cancellationToken)
    {
        await Buckets.EnsureAsync(platform.S3, Bucket, cancellationToken);
        await new EmployeeUpload(platform.S3).RunAsync(new EmployeeGenerator(rows, 1), new ObjectLocation(Bucket, "employees.csv"), cancellationToken: cancellationToken);
        await platform.Tables.CreateTableBucketAsync(new(TableBucket), cancellationToken);
    }

    /// <summary>Submits, follows to the end; a new table each time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var table = $"s3tablesbucket.bench.employees_{++_runs}";
        var script =
            $"""
            CREATE NAMESPACE IF NOT EXISTS s3tablesbucket.bench;
            CREATE TABLE {table} (id INT, name STRING, level STRING, salary DOUBLE) USING iceberg;
            CREATE TEMPORARY VIEW employees (id INT, name STRING, level STRING, salary DOUBLE) USING csv OPTIONS (path 's3://{Bucket}/employees.csv', header 'true');
            INSERT INTO {table} SELECT * FROM employees;
            """;
        var job = await platform.Jobs.SubmitAsync(new JobDefinition { Name = "ingest", TableBucket = TableBucket, Script = script }, cancellationToken: cancellationToken);
        await foreach (var happened in platform.Jobs.FollowAsync(job.Id, cancellationToken: cancellationToken))
            if (happened is JobEnded { State: not JobState.Succeeded } ended) throw new InvalidOperationException($"The job ended as {ended.State}: {ended.Reason}");
    }
}
