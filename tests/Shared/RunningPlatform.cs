using Amazon.Runtime;
using Amazon.S3;
using Floe.JobService.Client;
using Floe.S3Tables.Client;
using Floe.S3Tables.Client.Signing;
using AwsCredentials = Floe.S3Tables.Client.Signing.AwsCredentials;

namespace Floe.Testing;

/// <summary>A <c>floe up</c> on free ports, with the clients that a user has.</summary>
internal sealed class RunningPlatform : IAsyncDisposable
{
    private readonly HttpClient _jobsHttp;
    private readonly HttpClient _tablesHttp;

    private RunningPlatform(FloeProcess process, Uri aws, Uri jobs)
    {
        Process = process;
        AwsEndpoint = aws;
        JobsEndpoint = jobs;
        _jobsHttp = new HttpClient { BaseAddress = jobs };
        _tablesHttp = new HttpClient(new SigV4SigningHandler(_ => new(new AwsCredentials("test", "test", null)), "us-east-1", "s3tables", TimeProvider.System)
        {
            InnerHandler = new SocketsHttpHandler(),
        });
        Jobs = new JobsClient(_jobsHttp);
        Tables = new S3TablesClient(_tablesHttp, aws);
        S3 = new AmazonS3Client(new BasicAWSCredentials("test", "test"), new AmazonS3Config
        {
            ServiceURL = aws.AbsoluteUri, AuthenticationRegion = "us-east-1", ForcePathStyle = true, MaxErrorRetry = 0,
        });
    }

    public FloeProcess Process { get; }

    public Uri AwsEndpoint { get; }

    public Uri JobsEndpoint { get; }

    public JobsClient Jobs { get; }

    public S3TablesClient Tables { get; }

    public IAmazonS3 S3 { get; }

    public static async Task<RunningPlatform> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var process = FloeProcess.Start(Path.GetTempPath(), "up", "--data-dir", dataFolder, "--aws-port", "0", "--port", "0");
        await process.WaitForLineAsync(line => line == "ready", cancellationToken);
        return new(process, Endpoint(process.Output, "S3, S3 Tables"), Endpoint(process.Output, "Job service"));
    }

    public async ValueTask DisposeAsync()
    {
        _jobsHttp.Dispose();
        _tablesHttp.Dispose();
        S3.Dispose();
        await Process.DisposeAsync();
    }

    private static Uri Endpoint(string output, string label)
    {
        var line = output.Split('\n').First(line => line.StartsWith(label, StringComparison.Ordinal));
        return new(line.Split(' ').First(word => word.StartsWith("http://", StringComparison.Ordinal)));
    }
}
