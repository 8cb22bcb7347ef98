using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Floe.EndToEnd.Tests.Platform;
using Floe.EndToEnd.Tests.Tools;

namespace Floe.EndToEnd.Tests.Forms;

/// <summary>A form that boto3 makes (<c>generate_presigned_post</c>) and a browser sends: multipart, without a signature in any header.</summary>
public sealed class PresignedPostTests
{
    private const string Script = """
        import json, sys, boto3
        from botocore.config import Config
        endpoint, bucket, version = sys.argv[1:4]
        s3 = boto3.client('s3', endpoint_url=endpoint, config=Config(signature_version='s3v4') if version == '4' else None)
        s3.create_bucket(Bucket=bucket)
        print(json.dumps(s3.generate_presigned_post(bucket, 'in/${filename}', Fields={'Content-Type': 'text/plain', 'success_action_status': '201'},
            Conditions=[['starts-with', '$key', 'in/'], {'Content-Type': 'text/plain'}, {'success_action_status': '201'}, ['content-length-range', 1, 20]], ExpiresIn=300)))
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("4")]
    // Without a word about signatures boto3 makes the old one in us-east-1.
    [InlineData("default")]
    public async Task A_form_by_boto3_uploads_what_its_policy_allows_and_nothing_else(string version)
    {
        await using var lake = await Lake.StartAsync(Cancellation);
        using var environment = AwsEnvironment.For(lake.Endpoint);
        var bucket = $"floe-form-{Guid.NewGuid():N}"[..30];
        var made = await ToolRunner.RunAsync(Tool.OrSkip("python3", "python"), ["-c", Script, lake.Endpoint.OriginalString.TrimEnd('/'), bucket, version], environment, Cancellation);
        Assert.SkipWhen(made.Errors.Contains("No module named", StringComparison.Ordinal), "boto3 is not installed");
        var post = JsonNode.Parse(made.Succeeded())!;

        using var taken = await SendAsync(post, "hello");
        using var tooLong = await SendAsync(post, "more than twenty characters");
        using var changed = await SendAsync(post, "hello", ("key", "out/x"));
        using var s3 = new AmazonS3Client(new BasicAWSCredentials("test", "test"), new AmazonS3Config { ServiceURL = lake.Endpoint.OriginalString, AuthenticationRegion = "us-east-1", ForcePathStyle = true });
        using var got = await s3.GetObjectAsync(bucket, "in/photo.txt", Cancellation);

        Assert.Equal(HttpStatusCode.Created, taken.StatusCode);
        Assert.Equal("hello", await new StreamReader(got.ResponseStream).ReadToEndAsync(Cancellation));
        Assert.Equal("text/plain", got.Headers.ContentType);
        Assert.Contains("<Code>EntityTooLarge</Code>", await tooLong.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains("<Code>AccessDenied</Code>", await changed.Content.ReadAsStringAsync(Cancellation));
        Assert.Single((await s3.ListObjectsV2Async(new() { BucketName = bucket }, Cancellation)).S3Objects);
    }

    private static async Task<HttpResponseMessage> SendAsync(JsonNode post, string file, params (string Name, string Value)[] changes)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in post["fields"]!.AsObject())
        {
            var change = changes.FirstOrDefault(change => change.Name == name).Value;
            form.Add(new StringContent(change ?? value!.GetValue<string>()) { Headers = { ContentType = null } }, $"\"{name}\"");
        }
        form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(file)) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, "\"file\"", "\"photo.txt\"");
        using var browser = new HttpClient();
        return await browser.PostAsync(post["url"]!.GetValue<string>(), form, Cancellation);
    }
}
