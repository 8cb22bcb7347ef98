using Floe.Iceberg.IO;
using Floe.JobService.Hosting;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.ObjectStore;
using Floe.ServiceDefaults.Aws;

namespace Floe.Cli.Platform;

/// <summary>The Embedded target in one process: the S3 Tables service and the job service, each on its port, over one data folder.</summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    private readonly S3TablesHost _lake;
    private readonly JobServiceHost _jobs;

    private PlatformHost(S3TablesHost lake, JobServiceHost jobs, AwsSettings aws)
    {
        _lake = lake;
        _jobs = jobs;
        Aws = aws;
    }

    public Uri AwsEndpoint => _lake.Endpoint;

    public Uri JobsEndpoint => _jobs.Endpoint;

    public AwsSettings Aws { get; }
}
