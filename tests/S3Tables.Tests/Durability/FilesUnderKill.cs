using Amazon.Runtime;
using Amazon.S3;
using Floe.Iceberg.IO;
using Floe.S3Tables.Tests.Storage;

namespace Floe.S3Tables.Tests.Durability;

/// <summary>A service's objects as Iceberg reads and writes them, by S3. A call that fails is not repeated.</summary>
internal sealed class FilesUnderKill : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AmazonS3Client _s3;
    private readonly S3FileIO _io;

    public FilesUnderKill(ServiceProcess service)
    {
        using var client = service.NewClient();
        _s3 = new AmazonS3Client(new BasicAWSCredentials("test", "test"), new AmazonS3Config
        {
            ServiceURL = client.BaseAddress!.ToString(),
            AuthenticationRegion = "us-east-1",
            ForcePathStyle = true,
            MaxErrorRetry = 0,
        });
        _io = new S3FileIO(_s3, _folder.Path);
    }

    public IFileIO IO => _io;

    public void Dispose()
    {
        _io.Dispose();
        _s3.Dispose();
        _folder.Dispose();
    }
}
