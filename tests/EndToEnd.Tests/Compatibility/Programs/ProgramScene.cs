using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.Compatibility.Programs;

/// <summary>What a scenario plays on: a program that is set up for the service, a folder of its own, a bucket of its own, and the house's eyes on that bucket.</summary>
internal sealed class ProgramScene : IDisposable
{
    private readonly Tool _program;
    private readonly string[] _options;
    private readonly AwsEnvironment _environment = AwsEnvironment.WithoutEndpoint();
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationToken _cancellationToken;

    public ProgramScene(ProgramKind kind, Tool program, Uri endpoint, CancellationToken cancellationToken)
    {
        (_program, Endpoint, _cancellationToken) = (program, endpoint, cancellationToken);
        House = new AmazonS3Client(new BasicAWSCredentials("test", "test"), new AmazonS3Config
        {
            ServiceURL = endpoint.OriginalString, AuthenticationRegion = AwsEnvironment.Region, ForcePathStyle = true,
        });
        _options = kind switch
        {
            ProgramKind.S3cmd => ["--config", _folder.File("s3cmd.conf", S3cmdSettings(endpoint)), "--no-progress"],
            // A retry would hide an answer that should not have been given.
            ProgramKind.Rclone => ["--config", _folder.File("rclone.conf", RcloneSettings(endpoint)), "--retries", "1", "--low-level-retries", "1"],
            _ => [],
        };
    }

    public Uri Endpoint { get; }

    /// <summary>Looks and sets the stage.</summary>
    public AmazonS3Client House { get; }

    /// <summary>A name no other scene uses.</summary>
    public string Bucket { get; } = $"floe-program-{Guid.NewGuid():N}"[..40];

    public CancellationToken CancellationToken => _cancellationToken;

    /// <summary>A file's path in the scene's folder, whose folder exists.</summary>
    public string PathOf(string name) => _folder.Combine(name);

    public string File(string name, byte[] content)
    {
        var path = _folder.Combine(name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>The output of a command of the program; it must succeed.</summary>
    public async Task<string> Do(params string[] arguments) => (await Try(arguments)).Succeeded();

    public Task<ToolResult> Try(params string[] arguments) => ToolRunner.RunAsync(_program, [.. _options, .. arguments], _environment, _cancellationToken, _folder.Path);

    /// <summary>The output of another program, which must succeed.</summary>
    public async Task<string> DoWith(string name, params string[] arguments) =>
        (await ToolRunner.RunAsync(Tool.Find(name) ?? throw new Clients.ClientUnavailableException(Tool.Missing(name)), arguments, _environment, _cancellationToken, _folder.Path)).Succeeded();

    public async Task<byte[]> Read(string key)
    {
        using var answer = await House.GetObjectAsync(Bucket, key, _cancellationToken);
        var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes, _cancellationToken);
        return bytes.ToArray();
    }

    public async Task<IReadOnlyList<string>> Keys() =>
        [.. ((await House.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket }, _cancellationToken)).S3Objects ?? []).Select(found => found.Key)];

    public void Dispose()
    {
        House.Dispose();
        _environment.Dispose();
        _folder.Dispose();
    }

    private static string S3cmdSettings(Uri endpoint) => $"""
        [default]
        access_key = test
        secret_key = test
        host_base = {endpoint.Authority}
        host_bucket = {endpoint.Authority}
        use_https = False
        max_retries = 1
        """;

    private static string RcloneSettings(Uri endpoint) => $"""
        [floe]
        type = s3
        provider = Other
        env_auth = false
        access_key_id = test
        secret_access_key = test
        region = {AwsEnvironment.Region}
        endpoint = {endpoint.OriginalString.TrimEnd('/')}
        """;
}
