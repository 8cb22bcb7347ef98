using Amazon.S3;
using Floe.Cli.Platform;
using Floe.JobService.Client;
using Floe.S3Tables.Client;

namespace Floe.Cli.Demo;

/// <summary>The clients a user's own program would make: each speaks HTTP to the platform and knows nothing of its insides.</summary>
internal sealed class DemoClients : IDisposable
{
    private readonly HttpClient _tablesHttp;
    private readonly HttpClient _jobsHttp;

    public DemoClients(PlatformHost platform)
    {
        S3 = platform.Aws.CreateS3();
        _tablesHttp = SignedHttp.Create(platform.Aws);
        _jobsHttp = new HttpClient { BaseAddress = platform.JobsEndpoint };
        Tables = new S3TablesClient(_tablesHttp, platform.Aws.S3TablesEndpoint);
        Jobs = new JobsClient(_jobsHttp);
    }

    public IAmazonS3 S3 { get; }

    public S3TablesClient Tables { get; }

    public JobsClient Jobs { get; }

    public void Dispose()
    {
        S3.Dispose();
        _tablesHttp.Dispose();
        _jobsHttp.Dispose();
    }
}
