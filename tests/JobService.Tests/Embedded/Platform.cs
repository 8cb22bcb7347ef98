using Amazon.S3;
using Amazon.S3.Model;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Hosting;
using Floe.JobService.Tests.Support;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;
using Floe.ServiceDefaults.Aws;
using Microsoft.Extensions.Configuration;
using AwsCredentials = Floe.S3Tables.Client.Signing.AwsCredentials;

namespace Floe.JobService.Tests.Embedded;

/// <summary>A real S3 Tables service and a job service that knows it only by the AWS variables, with a bucket <c>data</c> and a table bucket <c>lake</c>.</summary>
public sealed class Platform : IAsyncDisposable
{
    private readonly TempFolder _folder;
    private readonly S3TablesHost _lake;
    private readonly JobServiceHost _jobs;
    private readonly HttpClient _http;
    private readonly HttpClient _signed;

    private Platform(TempFolder folder, S3TablesHost lake, JobServiceHost jobs, AwsSettings aws)
    {
        _folder = folder;
        _lake = lake;
        _jobs = jobs;
        _http = new HttpClient { BaseAddress = jobs.Endpoint };
        _signed = new HttpClient(new SigV4SigningHandler(_ => ValueTask.FromResult(new AwsCredentials("test", "test")), aws.Region, "s3tables", TimeProvider.System) { InnerHandler = new SocketsHttpHandler() });
        Jobs = new JobsClient(_http);
        Tables = new S3TablesClient(_signed, aws.S3TablesEndpoint);
        S3 = aws.CreateS3();
    }

    public JobsClient Jobs { get; }

    public S3TablesClient Tables { get; }

    public IAmazonS3 S3 { get; }

    /// <summary>Where S3 and S3 Tables are.</summary>
    public Uri Lake => _lake.Endpoint;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="secretKey">The job service's; the S3 Tables service's is <c>test</c>.</param>
    public static async Task<Platform> StartAsync(string secretKey = "test")
    {
        var folder = new TempFolder();
        var lake = await S3TablesHost.StartAsync(cancellationToken: Cancel);
        var jobs = await JobServiceHost.StartAsync(
            new JobServiceOptions { DataFolder = folder.Path, Port = 0, StopGrace = TimeSpan.Zero, EngineMemoryMegabytes = 500 }, Configuration(lake, secretKey), cancellationToken: Cancel);
        var platform = new Platform(folder, lake, jobs, AwsSettings.FromConfiguration(Configuration(lake, "test")));
        await platform.S3.PutBucketAsync("data", Cancel);
        await platform.Tables.CreateTableBucketAsync(new("lake"), Cancel);
        return platform;
    }

    public Task PutAsync(string key, string text) => S3.PutObjectAsync(new PutObjectRequest { BucketName = "data", Key = key, ContentBody = text }, Cancel);

    /// <summary>The job once it is over.</summary>
    public async Task<JobDetails> RunAsync(JobDefinition definition)
    {
        var job = await Jobs.SubmitAsync(definition, cancellationToken: Cancel);
        await foreach (var _ in Jobs.FollowAsync(job.Id, cancellationToken: Cancel)) { }
        return await Jobs.GetAsync(job.Id, Cancel);
    }

    public Task<JobDetails> RunAsync(string script, long maxRejectedRows = 0) =>
        RunAsync(new JobDefinition { TableBucket = "lake", Script = script, MaxRejectedRows = maxRejectedRows });

    /// <summary>The first row of the last SELECT.</summary>
    public async Task<IEnumerable<string?>> FirstRowAsync(string sql, string? tableBucket = "lake")
    {
        var response = await Jobs.SqlAsync(new SqlRequest { TableBucket = tableBucket, Sql = sql }, Cancel);
        return response.Result!.Rows[0].Select(value => value?.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        S3.Dispose();
        _http.Dispose();
        _signed.Dispose();
        await _jobs.DisposeAsync();
        await _lake.DisposeAsync();
        _folder.Dispose();
    }

    private static IConfiguration Configuration(S3TablesHost lake, string secretKey) => new ConfigurationBuilder().AddInMemoryCollection(
    [
        new(AwsVariables.Endpoint, lake.Endpoint.AbsoluteUri),
        new(AwsVariables.Region, lake.Options.Region),
        new(AwsVariables.AccessKeyId, "test"),
        new(AwsVariables.SecretAccessKey, secretKey),
    ]).Build();
}
