using Amazon.S3.Model;
using Floe.Cli.Output;
using Floe.Cli.Platform;
using Floe.DataGen.Employees;
using Floe.DataGen.Upload;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.S3Tables.Client;

namespace Floe.Cli.Demo;

/// <summary>
/// The main job from data to clean-up, over HTTP: generate, upload, submit, follow, look at the table and its maintenance,
/// read it back, delete. Any check that does not hold ends the walk.
/// </summary>
internal sealed class DemoWalk(DemoOptions options, IDemoDisplay display, TimeProvider time)
{
    private const int StepCount = 10;
    private const int StepCountKept = 9;

    private readonly Steps _steps = new(display, time, options.Keep ? StepCountKept : StepCount);

    public async Task RunAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await using var platform = await _steps.RunAsync("Start the platform on free ports", () => StartAsync(dataFolder, cancellationToken));
        using var clients = new DemoClients(platform);

        var generated = await _steps.RunAsync(
            $"Generate {options.Rows:N0} employees into s3://{DemoNames.Bucket}/{DemoNames.InputKey}", () => GenerateAsync(clients, cancellationToken));
        await _steps.RunAsync($"Upload the job to {DemoNames.ScriptLocation}", () => UploadScriptAsync(clients, cancellationToken));
        var tableBucket = await _steps.RunAsync($"Create the table bucket {DemoNames.TableBucket}", () => CreateTableBucketAsync(clients, cancellationToken));
        var job = await _steps.RunAsync("Submit the job", () => SubmitAsync(clients, tableBucket, cancellationToken));
        await _steps.RunAsync("Follow the job to its end", () => FollowAsync(clients, job, cancellationToken));

        var table = new TableReference(tableBucket, DemoNames.Namespace, DemoNames.Table);
        await _steps.RunAsync("GetTable", () => ShowTableAsync(clients, table, cancellationToken));
        await _steps.RunAsync("GetTableMaintenanceJobStatus", () => ShowMaintenanceAsync(clients, table, cancellationToken));
        var rows = await _steps.RunAsync("Read the table back with a fresh reader", () => CountAsync(clients, platform, job, tableBucket, generated, dataFolder, cancellationToken));
        if (!options.Keep) await _steps.RunAsync("Delete table, namespace, table bucket and objects", () => CleanUpAsync(clients, table, cancellationToken));

        display.Finish(new(true, rows, _steps.Timings, time.GetElapsedTime(started).TotalSeconds, options.Keep ? dataFolder : null));
    }

    private async Task<PlatformHost> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var platform = await PlatformHost.StartAsync(new() { DataFolder = dataFolder, AwsPort = 0, JobsPort = 0 }, cancellationToken);
        display.Detail($"S3, S3 Tables and Iceberg REST on {platform.AwsEndpoint}, job service on {platform.JobsEndpoint}");
        return platform;
    }

    private async Task<UploadResult> GenerateAsync(DemoClients clients, CancellationToken cancellationToken)
    {
        await clients.S3.PutBucketAsync(DemoNames.Bucket, cancellationToken);
        var upload = new EmployeeUpload(clients.S3);
        var data = await display.ProgressAsync(report => upload.RunAsync(
            new EmployeeGenerator(options.Rows, options.Seed), new ObjectLocation(DemoNames.Bucket, DemoNames.InputKey), new UploadShare(report), cancellationToken));
        Check.That(data.Rows == options.Rows, $"{options.Rows} rows generated", $"{data.Rows}");
        var stored = await clients.S3.GetObjectMetadataAsync(DemoNames.Bucket, DemoNames.InputKey, cancellationToken);
        Check.That(stored.ContentLength == data.Bytes, $"an object of {data.Bytes} bytes", $"{stored.ContentLength}");
        display.Detail($"{data.Rows:N0} rows, {data.Bytes:N0} bytes");
        return data;
    }

    private static async Task UploadScriptAsync(DemoClients clients, CancellationToken cancellationToken) =>
        await clients.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = DemoNames.Bucket, Key = DemoNames.ScriptKey, ContentBody = await DemoScript.ReadAsync(cancellationToken) }, cancellationToken);

    private async Task<TableBucketArn> CreateTableBucketAsync(DemoClients clients, CancellationToken cancellationToken)
    {
        var created = await clients.Tables.CreateTableBucketAsync(new(DemoNames.TableBucket), cancellationToken);
        display.Detail(created.Arn);
        return TableBucketArn.Parse(created.Arn);
    }

    private async Task<string> SubmitAsync(DemoClients clients, TableBucketArn tableBucket, CancellationToken cancellationToken)
    {
        var job = await clients.Jobs.SubmitAsync(
            new JobDefinition
            {
                Name = "employees",
                TableBucket = tableBucket.ToString(),
                ScriptLocation = DemoNames.ScriptLocation,
                Variables = new Dictionary<string, string> { ["input"] = DemoNames.InputFolder },
            },
            cancellationToken: cancellationToken);
        display.Detail($"job {job.Id} is {job.State}");
        return job.Id;
    }

    private async Task FollowAsync(DemoClients clients, string job, CancellationToken cancellationToken)
    {
        await foreach (var happened in clients.Jobs.FollowAsync(job, cancellationToken: cancellationToken))
            if (happened is JobLogLine line) display.Detail(line.Text);
        var ended = await clients.Jobs.GetAsync(job, cancellationToken);
        Check.That(ended.State == JobState.Succeeded, $"job {job} to succeed", $"{ended.State}: {ended.Reason}");
    }

    private async Task ShowTableAsync(DemoClients clients, TableReference table, CancellationToken cancellationToken)
    {
        var found = await clients.Tables.GetTableAsync(table, cancellationToken);
        display.Detail(Json.Format(found));
        Check.That(found.MetadataLocation is not null, "a table with metadata", "none");
    }

    private async Task ShowMaintenanceAsync(DemoClients clients, TableReference table, CancellationToken cancellationToken)
    {
        var status = await clients.Tables.GetTableMaintenanceJobStatusAsync(table, cancellationToken);
        display.Detail(Json.Format(status));
        Check.That(status.Status.Count == 3, "the status of three maintenance jobs", $"{status.Status.Count}");
    }

    private async Task<RowCounts> CountAsync(
        DemoClients clients, PlatformHost platform, string job, TableBucketArn tableBucket, UploadResult generated, string dataFolder, CancellationToken cancellationToken)
    {
        var ended = await clients.Jobs.GetAsync(job, cancellationToken);
        var written = ended.Statements.Where(statement => statement.Kind == "INSERT INTO").Sum(statement => statement.Rows ?? 0);
        var reader = new FreshReader(platform.Aws, tableBucket.ToString(), Path.Combine(dataFolder, "reader"));
        var rows = new RowCounts(generated.Rows, written, await reader.CountAsync(DemoNames.Namespace, DemoNames.Table, cancellationToken));
        display.Detail($"generated {rows.Generated:N0}, written {rows.Written:N0}, read back {rows.ReadBack:N0}");
        Check.That(rows.Agree, "rows generated = rows written = rows read back", $"{rows.Generated}, {rows.Written}, {rows.ReadBack}");
        return rows;
    }

    private static async Task CleanUpAsync(DemoClients clients, TableReference table, CancellationToken cancellationToken)
    {
        await clients.Tables.DeleteTableAsync(table, cancellationToken: cancellationToken);
        await clients.Tables.DeleteNamespaceAsync(table.Bucket, table.Namespace, cancellationToken);
        await clients.Tables.DeleteTableBucketAsync(table.Bucket, cancellationToken);
        await clients.S3.DeleteObjectAsync(DemoNames.Bucket, DemoNames.InputKey, cancellationToken);
        await clients.S3.DeleteObjectAsync(DemoNames.Bucket, DemoNames.ScriptKey, cancellationToken);
        await clients.S3.DeleteBucketAsync(DemoNames.Bucket, cancellationToken);

        var tableBuckets = await clients.Tables.ListTableBucketsPageAsync(cancellationToken: cancellationToken);
        Check.That(tableBuckets.TableBuckets.Count == 0, "no table bucket left", $"{tableBuckets.TableBuckets.Count}");
        var buckets = await clients.S3.ListBucketsAsync(cancellationToken);
        Check.That(buckets.Buckets is null or { Count: 0 }, "no bucket left", $"{buckets.Buckets?.Count}");
    }
}
