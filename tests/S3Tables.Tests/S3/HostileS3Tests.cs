using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.Tests.Authorization;
using Floe.S3Tables.Tests.TablesApi;

namespace Floe.S3Tables.Tests.S3;

/// <summary>Whatever a user sends who may use one bucket only, the answer is no defect and holds nothing of the others.</summary>
public sealed class HostileS3Tests
{
    private const string Secret = "s3cr3t-bytes-of-another-bucket";

    private static readonly AwsCredentials Ana = new("ana_key", "ana-secret");

    private static readonly (string Method, string Target, string Body, string? CopySource)[] Seeds =
    [
        ("POST", "/mine?delete", "<Delete><Quiet>false</Quiet><Object><Key>a</Key></Object><Object><Key>b&amp;c</Key></Object></Delete>", null),
        ("POST", "/mine/k?uploadId={upload}", "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"d41d8cd98f00b204e9800998ecf8427e\"</ETag></Part></CompleteMultipartUpload>", null),
        ("PUT", "/mine/k?tagging", "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>", null),
        ("PUT", "/mine-too", "<CreateBucketConfiguration><LocationConstraint>us-east-1</LocationConstraint></CreateBucketConfiguration>", null),
        ("PUT", "/mine/k?partNumber=1&uploadId={upload}", "part", null),
        ("PUT", "/mine/k", "content", null),
        ("PUT", "/mine/k", "", "/mine/k"),
        ("PUT", "/mine/k", "", "/hidden/secret"),
        ("PUT", "/mine/k", "", "/{warehouse}/data/secret"),
        ("PUT", "/mine/k?partNumber=1&uploadId={upload}", "", "/hidden/secret"),
        ("GET", "/mine/k?partNumber=1", "", null),
        ("GET", "/mine?list-type=2&prefix=a&delimiter=%2F&max-keys=10&encoding-type=url&start-after=b&continuation-token=YQ", "", null),
        ("GET", "/mine?uploads&key-marker=a&upload-id-marker=b", "", null),
        ("GET", "/hidden/secret", "", null),
        ("GET", "/mine/../hidden/secret", "", null),
        ("GET", "/{warehouse}/data/secret", "", null),
        ("GET", "/hidden?list-type=2", "", null),
        ("POST", "/hidden?delete", "<Delete><Object><Key>secret</Key></Object></Delete>", null),
        ("HEAD", "/mine/k", "", null),
        ("GET", "/", "", null),
    ];

    private static readonly string[] Splinters =
    [
        "", "/", "..", "%2F", "%2e%2e%2f", "%00", "%FF", "%", "hidden", "secret", "<", "]]>", "&x;", "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", "<Key>", "-1",
        "99999999999999999999", "\0", "\"", "é", "&#x0;", "uploadId=", "&", "?", "mine/../hidden/",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Broken_requests_are_no_defect_and_show_nothing_of_other_buckets()
    {
        await using var lake = await Lake.StartOnAsync(new S3TablesOptions
        {
            Port = 0,
            Users = [new("ana", Ana.AccessKeyId, Ana.SecretAccessKey, null, [Sample.Policy(Sample.Statement("Allow", "s3:*", "arn:aws:s3:::mine*"))])],
        });
        using var own = lake.Signed(new("test", "test"), "s3");
        using var ana = lake.Signed(Ana, "s3");
        // An answer that does not come is a failure too.
        ana.Timeout = TimeSpan.FromSeconds(30);
        var warehouse = (await lake.Client.GetTableAsync(await lake.CreateTableAsync(), Cancellation)).WarehouseLocation["s3://".Length..];
        foreach (var bucket in new[] { "/mine", "/hidden" }) (await own.PutAsync(bucket, null, Cancellation)).EnsureSuccessStatusCode();
        foreach (var key in new[] { "/hidden/secret", $"/{warehouse}/data/secret" }) (await own.PutAsync(key, new StringContent(Secret), Cancellation)).EnsureSuccessStatusCode();
        var started = await (await ana.PostAsync("/mine/k?uploads", null, Cancellation)).Content.ReadAsStringAsync(Cancellation);
        var upload = started.Split("<UploadId>")[1].Split("</UploadId>")[0];
        string Fill(string text) => text.Replace("{upload}", upload).Replace("{warehouse}", warehouse);
        var broken = Gen.Select(
            Gen.Int[0, Seeds.Length - 1], Gen.Int[0, 2], Gen.Int[0, 200], Gen.Int[0, 6], Gen.Int[0, Splinters.Length - 1],
            (seed, part, at, length, splinter) => Break(Seeds[seed], part, at, length, Splinters[splinter]));

        await broken.SampleAsync(
            async request =>
            {
                using var message = new HttpRequestMessage(new(request.Method), new Uri(lake.Endpoint.GetLeftPart(UriPartial.Authority) + Fill(request.Target)));
                var body = Encoding.UTF8.GetBytes(Fill(request.Body));
                if (request.Method is "PUT" or "POST") message.Content = new ByteArrayContent(body) { Headers = { ContentMD5 = MD5.HashData(body) } };
                if (request.CopySource is not null) message.Headers.TryAddWithoutValidation("x-amz-copy-source", Uri.EscapeDataString(Fill(request.CopySource)));
                using var answer = await ana.SendAsync(message, Cancellation);
                var text = await answer.Content.ReadAsStringAsync(Cancellation);

                // 501 is S3's word for what is not implemented.
                if ((int)answer.StatusCode >= 500 && (int)answer.StatusCode != 501) throw new InvalidOperationException($"{answer.StatusCode} on {request}: {text}");
                if (text.Contains(Secret, StringComparison.Ordinal)) throw new InvalidOperationException($"{request} shows another bucket's bytes: {text}");
                return true;
            },
            iter: Sample.Cases, threads: 4);

        Assert.Equal(Secret, await own.GetStringAsync("/hidden/secret", Cancellation));
        Assert.Equal(Secret, await own.GetStringAsync($"/{warehouse}/data/secret", Cancellation));
        Assert.NotEqual(Secret, await (await own.GetAsync("/mine/k", Cancellation)).Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Replaces a few characters of the target, the body or the copy source.</summary>
    private static (string Method, string Target, string Body, string? CopySource) Break(
        (string Method, string Target, string Body, string? CopySource) seed, int part, int at, int length, string splinter) => part switch
        {
            0 => seed with { Target = "/" + Splice(seed.Target[1..], at, length, Uri.EscapeDataString(splinter)) },
            1 => seed with { Body = Splice(seed.Body, at, length, splinter) },
            _ => seed with { CopySource = seed.CopySource is { } source ? Splice(source, at, length, splinter) : null },
        };

    private static string Splice(string text, int at, int length, string splinter)
    {
        at %= text.Length + 1;
        return text[..at] + splinter + text[Math.Min(text.Length, at + length)..];
    }
}
