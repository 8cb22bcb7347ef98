using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Floe.S3Tables.Tests.S3.Forms;

public sealed class PostObjectTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private static readonly XNamespace Xml = "http://s3.amazonaws.com/doc/2006-03-01/";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_form_uploads_its_file_and_what_it_says_of_it()
    {
        var bucket = await fixture.NewBucketAsync();
        var form = SignedForm.For(bucket, "in/${filename}").With("Content-Type", "text/x-note").With("x-amz-meta-origin", "a browser")
            .With("tagging", "<Tagging><TagSet><Tag><Key>team</Key><Value>web</Value></Tag></TagSet></Tagging>").WithUnnamed("x-ignore-me", "as it says");

        using var answer = await PostAsync(bucket, form);
        var got = await fixture.S3.GetObjectAsync(bucket, "in/photo.txt", Token);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData(form.File))}\"", answer.Headers.ETag!.Tag);
        Assert.EndsWith($"/{bucket}/in%2Fphoto.txt", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("the file", await new StreamReader(got.ResponseStream).ReadToEndAsync(Token));
        Assert.Equal(("text/x-note", "a browser"), (got.Headers.ContentType, got.Metadata["origin"]));
        Assert.Equal("web", Assert.Single((await fixture.S3.GetObjectTaggingAsync(new() { BucketName = bucket, Key = "in/photo.txt" }, Token)).Tagging).Value);
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData("201", 201)]
    [InlineData("204", 204)]
    [InlineData("999", 204)]
    public async Task The_form_chooses_the_status_of_success(string asked, int status)
    {
        var bucket = await fixture.NewBucketAsync();

        using var answer = await PostAsync(bucket, SignedForm.For(bucket, "k").With("success_action_status", asked));
        var body = await answer.Content.ReadAsStringAsync(Token);

        Assert.Equal(status, (int)answer.StatusCode);
        if (status == 201) Assert.Equal(("k", bucket), (XDocument.Parse(body).Root!.Element(Xml + "Key")!.Value, XDocument.Parse(body).Root!.Element(Xml + "Bucket")!.Value));
        else Assert.Empty(body);
    }

    [Theory]
    [InlineData("https://app.test/done", "https://app.test/done?bucket={bucket}&key=a%20b&etag=%22")]
    [InlineData("https://app.test/done?id=7", "https://app.test/done?id=7&bucket={bucket}&key=a%20b&etag=%22")]
    public async Task The_browser_is_sent_on_where_the_form_says(string redirect, string location)
    {
        var bucket = await fixture.NewBucketAsync();

        using var answer = await PostAsync(bucket, SignedForm.For(bucket, "a b").With("success_action_redirect", redirect));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith(location.Replace("{bucket}", bucket, StringComparison.Ordinal), answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_passed_over()
    {
        var bucket = await fixture.NewBucketAsync();

        using var answer = await PostAsync(bucket, SignedForm.For(bucket, "k").With("success_action_redirect", "javascript:alert(1)"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task What_the_policy_does_not_allow_is_refused_and_not_stored()
    {
        var bucket = await fixture.NewBucketAsync();
        SignedForm[] forms =
        [
            SignedForm.For("another", "k"),
            SignedForm.For(bucket, "k").With("Content-Type", "text/html", ["starts-with", "$Content-Type", "image/"]),
            SignedForm.For(bucket, "k").With("acl", "private", ["eq", "$acl", "public-read"]),
            SignedForm.For(bucket, "k").WithUnnamed("x-amz-meta-extra", "not in the policy"),
        ];
        forms[0].Expiration = DateTimeOffset.UtcNow.AddMinutes(5);
        var expired = SignedForm.For(bucket, "k");
        expired.Expiration = DateTimeOffset.UtcNow.AddSeconds(-1);

        foreach (var form in (SignedForm[])[.. forms, expired])
        {
            using var answer = await PostAsync(bucket, form);
            await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "AccessDenied", answer);
        }
        Assert.Empty((await fixture.S3.ListObjectsV2Async(new() { BucketName = bucket }, Token)).S3Objects ?? []);
    }

    [Theory]
    [InlineData(0, 7, "EntityTooLarge")]
    [InlineData(9, 20, "EntityTooSmall")]
    public async Task The_files_length_must_be_in_the_range(int min, int max, string code)
    {
        var bucket = await fixture.NewBucketAsync();
        var form = SignedForm.For(bucket, "k");
        form.Conditions.Add(new object[] { "content-length-range", min, max });

        using var answer = await PostAsync(bucket, form);

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, code, answer);
    }

    [Fact]
    public async Task The_words_are_those_of_S3()
    {
        var bucket = await fixture.NewBucketAsync();
        using var failed = await PostAsync(bucket, SignedForm.For(bucket, "k").With("Content-Type", "text/html", ["starts-with", "$Content-Type", "image/"]));
        using var extra = await PostAsync(bucket, SignedForm.For(bucket, "k").WithUnnamed("Extra", "x"));

        Assert.Contains("Invalid according to Policy: Policy Condition failed: [\"starts-with\", \"$Content-Type\", \"image/\"]", await TextAsync(failed));
        Assert.Contains("Invalid according to Policy: Extra input fields: extra", await TextAsync(extra));
    }

    [Theory]
    [InlineData("{", "Invalid JSON.")]
    [InlineData("[]", "Invalid JSON.")]
    [InlineData("""{"conditions":[]}""", "Policy missing expiration.")]
    [InlineData("""{"expiration":"2099-01-01T00:00:00Z"}""", "Policy missing conditions.")]
    [InlineData("""{"expiration":"soon","conditions":[]}""", "Invalid 'expiration' value: 'soon'")]
    [InlineData("""{"expiration":"2099-01-01T00:00:00Z","conditions":[{"a":"b","c":"d"}]}""", "Simple-Conditions must have exactly one property specified.")]
    [InlineData("""{"expiration":"2099-01-01T00:00:00Z","conditions":[["ends-with","$key","x"]]}""", "unknown operation")]
    [InlineData("""{"expiration":"2099-01-01T00:00:00Z","conditions":[["eq","key","x"]]}""", "begins with '$'")]
    [InlineData("""{"expiration":"2099-01-01T00:00:00Z","conditions":[["content-length-range",1,"many"]]}""", "is not a number of bytes")]
    public async Task A_policy_that_is_none_is_named(string policy, string words)
    {
        var bucket = await fixture.NewBucketAsync();
        var form = SignedForm.For(bucket, "k");
        form.Policy = policy;

        using var answer = await PostAsync(bucket, form);

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidPolicyDocument", answer);
        Assert.Contains(words, await TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_not_signed_rightly_is_refused()
    {
        var bucket = await fixture.NewBucketAsync();
        var wrong = SignedForm.For(bucket, "k");
        wrong.Secret = "wrong";
        var unknown = SignedForm.For(bucket, "k");
        unknown.AccessKeyId = "AKIAUNKNOWN";

        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", await PostAsync(bucket, wrong));
        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "InvalidAccessKeyId", await PostAsync(bucket, unknown));
        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "AccessDenied", await PostAsync(bucket, new SignedForm().Content(("key", "k"))));
    }

    [Fact]
    public async Task Signature_version_2_is_taken_too()
    {
        var bucket = await fixture.NewBucketAsync();
        var policy = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"expiration":"2099-01-01T00:00:00Z","conditions":[{"bucket":"{{bucket}}"},{"key":"k"}]}"""));
        var signature = Convert.ToBase64String(HMACSHA1.HashData("test"u8, Encoding.UTF8.GetBytes(policy)));
        (string, string)[] Fields(string signed) => [("key", "k"), ("AWSAccessKeyId", "test"), ("policy", policy), ("signature", signed)];

        using var answer = await PostAsync(bucket, new SignedForm().Content(Fields(signature)));
        using var forged = await PostAsync(bucket, new SignedForm().Content(Fields(Convert.ToBase64String(new byte[20]))));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", forged);
    }

    [Fact]
    public async Task A_form_without_key_or_file_and_one_that_is_cut_off_are_told_so()
    {
        var bucket = await fixture.NewBucketAsync();
        var noFile = new MultipartFormDataContent { { new StringContent("k"), "\"key\"" } };
        var whole = await SignedForm.For(bucket, "cut").ToContent().ReadAsByteArrayAsync(Token);
        var boundary = Encoding.ASCII.GetString(whole)[2..whole.AsSpan().IndexOf("\r\n"u8)];
        var cut = new ByteArrayContent(whole[..^40]) { Headers = { ContentType = new("multipart/form-data") { Parameters = { new("boundary", boundary) } } } };

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidArgument", await PostAsync(bucket, new SignedForm().Content(("policy", "x"))));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidArgument", await PostAsync(bucket, noFile));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "MalformedPOSTRequest", await PostAsync(bucket, cut));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "MaxPostPreDataLengthExceeded", await PostAsync(bucket, new SignedForm().Content(("key", new string('k', 21_000)))));
        await S3Assert.RefusedAsync(HttpStatusCode.NotFound, "NoSuchKey", await fixture.Raw.GetAsync($"{bucket}/cut", Token));
    }

    [Fact]
    public async Task A_signed_post_to_a_bucket_that_is_no_form_is_told_so()
    {
        var bucket = await fixture.NewBucketAsync();

        await S3Assert.RefusedAsync(HttpStatusCode.PreconditionFailed, "PreconditionFailed", await fixture.Raw.PostAsync(bucket, new StringContent("x"), Token));
    }

    [Theory]
    [InlineData("/{bucket}?delete")]
    [InlineData("/{bucket}/k?uploads")]
    [InlineData("/{bucket}/k")]
    [InlineData("/")]
    [InlineData("/buckets")]
    public async Task An_unsigned_form_opens_nothing_else(string target)
    {
        var bucket = await fixture.NewBucketAsync();

        using var answer = await new HttpClient().PostAsync(new Uri(fixture.Host.Endpoint, target.Replace("{bucket}", bucket, StringComparison.Ordinal)), SignedForm.For(bucket, "k").ToContent(), Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>The first segments of the other services' paths.</summary>
    [Theory]
    [InlineData("buckets")]
    [InlineData("tables")]
    [InlineData("namespaces")]
    [InlineData("iceberg")]
    public async Task A_form_reaches_a_bucket_that_is_called_like_an_API(string bucket)
    {
        (await fixture.Raw.PutAsync(bucket, null, Token)).EnsureSuccessStatusCode();

        using var answer = await PostAsync(bucket, SignedForm.For(bucket, "k"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("the file", await fixture.Raw.GetStringAsync($"{bucket}/k", Token));
    }

    [Fact]
    public async Task A_line_break_in_a_field_that_becomes_a_header_is_refused()
    {
        var bucket = await fixture.NewBucketAsync();

        using var answer = await PostAsync(bucket, SignedForm.For(bucket, "k").With("x-amz-meta-a", "b\r\nSet-Cookie: c"));

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "InvalidArgument", answer);
    }

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Token).ContinueWith(text => WebUtility.HtmlDecode(text.Result), Token);

    private Task<HttpResponseMessage> PostAsync(string bucket, SignedForm form) => PostAsync(bucket, form.ToContent());

    private async Task<HttpResponseMessage> PostAsync(string bucket, HttpContent content)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        return await http.PostAsync(new Uri(fixture.Host.Endpoint, bucket), content, Token);
    }
}
