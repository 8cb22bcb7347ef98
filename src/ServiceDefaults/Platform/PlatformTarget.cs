namespace Floe.ServiceDefaults.Platform;

/// <summary>Where the platform runs. The topology and the jobs are the same on each.</summary>
public enum PlatformTarget
{
    /// <summary>Processes on this machine, with nothing but .NET.</summary>
    Embedded,

    /// <summary>This machine with Docker: LocalStack, k3s and the Spark Operator.</summary>
    Local,

    /// <summary>An AWS account: Amazon S3, S3 Tables and EKS.</summary>
    Aws,
}
