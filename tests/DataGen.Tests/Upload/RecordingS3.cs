using System.Collections.Concurrent;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Floe.ServiceDefaults.Aws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Floe.DataGen.Tests.Upload;

/// <summary>
/// The few S3 calls an upload makes, over real HTTP with the real SDK at the other end: it writes down each call and can be told to refuse one.
/// It keeps hashes and lengths instead of content, so its memory says nothing of the upload's.
/// </summary>
internal sealed class RecordingS3 : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<int, (string Sha256, long Length)> _parts = [];

    private RecordingS3(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Calls { get; } = [];

    public ConcurrentDictionary<string, byte> Buckets { get; } = new() { ["data"] = 0 };

    /// <summary>Answers 400 to the calls for which this is true.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;

    /// <summary>Runs before a call is answered.</summary>
    public Func<string, Task> Before { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<(string Sha256, long Length)> Parts => [.. _parts.OrderBy(part => part.Key).Select(part => part.Value)];

    public Uri Endpoint => new(_app.Urls.First());

    public static async Task<RecordingS3> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var s3 = new RecordingS3(app);
        app.Run(s3.AnswerAsync);
        await app.StartAsync();
        return s3;
    }

    public IAmazonS3 CreateClient() => new AwsSettings
    {
        Region = "us-east-1",
        S3Endpoint = Endpoint,
        S3TablesEndpoint = Endpoint,
        Credentials = new BasicAWSCredentials("test", "test"),
    }.CreateS3();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var call = Name(context.Request);
        var (sha256, length) = await HashAsync(context);
        Calls.Enqueue(call);
        await Before(call);
        if (Refuses(call))
        {
            context.Response.StatusCode = 400;
            if (call != "HeadBucket") await context.Response.WriteAsync($"<Error><Code>InvalidRequest</Code><Message>{call} is refused</Message></Error>", context.RequestAborted);
            return;
        }
        await AnswerAsync(context, call, sha256, length);
    }

    private async Task AnswerAsync(HttpContext context, string call, string sha256, long length)
    {
        var bucket = context.Request.Path.Value!.Split('/')[1];
        switch (call)
        {
            case "HeadBucket" when !Buckets.ContainsKey(bucket):
                context.Response.StatusCode = 404;
                break;
            case "HeadBucket":
                break;
            case "CreateBucket":
                Buckets[bucket] = 0;
                break;
            case "CreateMultipartUpload":
                await context.Response.WriteAsync("<InitiateMultipartUploadResult><UploadId>upload-1</UploadId></InitiateMultipartUploadResult>");
                break;
            case "CompleteMultipartUpload":
                await context.Response.WriteAsync("<CompleteMultipartUploadResult><ETag>\"whole-2\"</ETag></CompleteMultipartUploadResult>");
                break;
            case "AbortMultipartUpload":
                context.Response.StatusCode = 204;
                break;
            case "PutObject":
                _parts[1] = (sha256, length);
                context.Response.Headers.ETag = "\"single\"";
                break;
            default:
                var number = int.Parse(context.Request.Query["partNumber"]!);
                _parts[number] = (sha256, length);
                context.Response.Headers.ETag = $"\"part-{number}\"";
                break;
        }
    }

    private static string Name(HttpRequest request) => (request.Method, request.Query) switch
    {
        ("HEAD", _) => "HeadBucket",
        ("POST", var query) when query.ContainsKey("uploads") => "CreateMultipartUpload",
        ("POST", _) => "CompleteMultipartUpload",
        ("DELETE", _) => "AbortMultipartUpload",
        ("PUT", var query) when query.ContainsKey("partNumber") => $"UploadPart {query["partNumber"]}",
        ("PUT", _) when request.Path.Value!.Trim('/').Contains('/') => "PutObject",
        _ => "CreateBucket",
    };

    private static async Task<(string Sha256, long Length)> HashAsync(HttpContext context)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var body = AwsChunked.IsUsed(context.Request) ? AwsChunked.ReadAsync(context.Request.BodyReader, context.RequestAborted) : Plain(context);
        var length = 0L;
        await foreach (var piece in body)
        {
            hash.AppendData(piece.Span);
            length += piece.Length;
        }
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Plain(HttpContext context)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;) yield return buffer.AsMemory(0, read);
    }
}
