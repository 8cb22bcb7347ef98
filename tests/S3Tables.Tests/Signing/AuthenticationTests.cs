using System.Net;
using System.Text;
using System.Text.Json;
using Floe.S3Tables.Client.Signing;
using Floe.S3Tables.Client.Signing.Payload;
using Floe.S3Tables.Hosting;
using Floe.S3Tables.Tests.S3;

namespace Floe.S3Tables.Tests.Signing;

public sealed class AuthenticationTests(S3Fixture fixture) : IClassFixture<S3Fixture>
{
    private const string TablesPath = "buckets/arn%3Aaws%3As3tables%3Aus-east-1%3A000000000000%3Abucket%2Fnone";

    private static readonly AwsCredentials Credentials = new("test", "test");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_secret_is_refused_in_each_services_own_words()
    {
        using var s3 = fixture.NewRaw("s3", "wrong");
        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "SignatureDoesNotMatch", await s3.GetAsync("bucket/key", Token));

        using var tables = fixture.NewRaw("s3tables", "wrong");
        using var refused = await tables.GetAsync(TablesPath, Token);
        Assert.Equal((HttpStatusCode.Forbidden, "InvalidSignatureException"), (refused.StatusCode, refused.Headers.GetValues("x-amzn-errortype").Single()));
        Assert.Equal("InvalidSignatureException", (await JsonAsync(refused)).GetProperty("__type").GetString());

        using var iceberg = await tables.GetAsync("iceberg/v1/config", Token);
        var error = (await JsonAsync(iceberg)).GetProperty("error");
        Assert.Equal((HttpStatusCode.Forbidden, "ForbiddenException", 403), (iceberg.StatusCode, error.GetProperty("type").GetString(), error.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Unsigned_requests_are_refused()
    {
        using var client = new HttpClient { BaseAddress = fixture.Host.Endpoint };
        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "AccessDenied", await client.GetAsync("bucket/key", Token));
        Assert.Equal("MissingAuthenticationTokenException", (await client.GetAsync("buckets", Token)).Headers.GetValues("x-amzn-errortype").Single());
    }

    [Fact]
    public async Task A_signature_for_another_service_is_refused()
    {
        using var client = fixture.NewRaw("dynamodb");

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "AuthorizationHeaderMalformed", await client.GetAsync("bucket/key", Token));
    }

    [Fact]
    public async Task An_old_signature_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(fixture.Host.Endpoint, "bucket/key"));
        new SigV4Signer("us-east-1", "s3", new Past()).Sign(request, Credentials, SignatureProtocol.EmptyHash);
        using var client = new HttpClient();

        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "RequestTimeTooSkewed", await client.SendAsync(request, Token));
    }

    [Fact]
    public async Task An_amz_header_that_is_not_signed_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(fixture.Host.Endpoint, "bucket/key"));
        new SigV4Signer("us-east-1", "s3", TimeProvider.System).Sign(request, Credentials, SignatureProtocol.EmptyHash);
        request.Headers.Add("x-amz-copy-source", "other/key");
        using var client = new HttpClient();

        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "AccessDenied", await client.SendAsync(request, Token));
    }

    [Fact]
    public async Task A_body_other_than_the_one_signed_is_refused_and_not_stored()
    {
        var bucket = await fixture.NewBucketAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(fixture.Host.Endpoint, $"{bucket}/k")) { Content = new ByteArrayContent("changed"u8.ToArray()) };
        new SigV4Signer("us-east-1", "s3", TimeProvider.System).Sign(request, Credentials, SigV4Signer.Hash("signed"u8));
        using var client = new HttpClient();

        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "XAmzContentSHA256Mismatch", await client.SendAsync(request, Token));
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Raw.GetAsync($"{bucket}/k", Token)).StatusCode);
    }

    [Fact]
    public async Task Presigned_URLs_serve_and_expire()
    {
        var bucket = await fixture.NewBucketAsync();
        await fixture.Raw.PutAsync($"{bucket}/a%20b", new StringContent("x"), Token);
        using var client = new HttpClient();
        var uri = new Uri(fixture.Host.Endpoint, $"{bucket}/a%20b");

        Assert.Equal("x", await client.GetStringAsync(new SigV4Signer("us-east-1", "s3", TimeProvider.System).Presign(HttpMethod.Get, uri, Credentials, TimeSpan.FromMinutes(1)), Token));
        await S3Assert.RefusedAsync(HttpStatusCode.Forbidden, "AccessDenied",
            await client.GetAsync(new SigV4Signer("us-east-1", "s3", new Past()).Presign(HttpMethod.Get, uri, Credentials, TimeSpan.FromMinutes(1)), Token));
        await S3Assert.RefusedAsync(HttpStatusCode.BadRequest, "AuthorizationQueryParametersError",
            await client.GetAsync(new SigV4Signer("us-east-1", "s3", TimeProvider.System).Presign(HttpMethod.Get, uri, Credentials, TimeSpan.FromDays(8)), Token));
    }

    [Theory]
    [InlineData(SignatureProtocol.StreamingSigned)]
    [InlineData(SignatureProtocol.StreamingSignedTrailer)]
    [InlineData(SignatureProtocol.StreamingUnsignedTrailer)]
    public async Task Streamed_bodies_are_stored_without_their_framing(string form)
    {
        var bucket = await fixture.NewBucketAsync();
        using var response = await PutStreamedAsync($"{bucket}/k", form, body => body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));

        Assert.Equal("hello world", await fixture.Raw.GetStringAsync($"{bucket}/k", Token));
    }

    [Theory]
    [InlineData(SignatureProtocol.StreamingSigned, "SignatureDoesNotMatch")]
    [InlineData(SignatureProtocol.StreamingSignedTrailer, "SignatureDoesNotMatch")]
    [InlineData(SignatureProtocol.StreamingUnsignedTrailer, "BadDigest")]
    public async Task A_streamed_body_changed_on_the_way_is_refused_and_not_stored(string form, string code)
    {
        var bucket = await fixture.NewBucketAsync();
        using var response = await PutStreamedAsync($"{bucket}/k", form, body => Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(body).Replace("world", "w0rld")));

        await S3Assert.RefusedAsync(code == "BadDigest" ? HttpStatusCode.BadRequest : HttpStatusCode.Forbidden, code, response);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Raw.GetAsync($"{bucket}/k", Token)).StatusCode);
    }

    [Fact]
    public async Task With_auth_none_anyone_may_call()
    {
        await using var host = await S3TablesHost.StartAsync(new S3TablesOptions { Port = 0, Auth = S3TablesAuth.None }, Token);
        using var client = new HttpClient { BaseAddress = host.Endpoint };
        (await client.PutAsync("bucket", null, Token)).EnsureSuccessStatusCode();
        (await client.PutAsync("bucket/k", new StringContent("x"), Token)).EnsureSuccessStatusCode();

        Assert.Equal("x", await client.GetStringAsync("bucket/k", Token));
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStreamAsync(Token)).RootElement;

    private async Task<HttpResponseMessage> PutStreamedAsync(string path, string form, Func<byte[], byte[]> change)
    {
        const string Checksum = "DUoRhQ==";
        var hasTrailer = form != SignatureProtocol.StreamingSigned;
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(fixture.Host.Endpoint, path));
        request.Headers.Add("x-amz-decoded-content-length", "11");
        if (hasTrailer) request.Headers.Add("x-amz-trailer", "x-amz-checksum-crc32");
        var seed = new SigV4Signer("us-east-1", "s3", TimeProvider.System).Sign(request, Credentials, form);
        var timestamp = request.Headers.GetValues("x-amz-date").Single();
        var chain = form == SignatureProtocol.StreamingUnsignedTrailer ? null : new ChunkSignatures(SigningKey.Derive("test", new CredentialScope(timestamp[..8], "us-east-1", "s3")), timestamp, seed);

        var body = new StringBuilder();
        foreach (var chunk in new[] { "hello ", "world", "" })
        {
            body.Append(chain is null ? $"{chunk.Length:x}\r\n" : $"{chunk.Length:x};chunk-signature={chain.SignChunk(Encoding.ASCII.GetBytes(chunk))}\r\n");
            if (chunk.Length > 0) body.Append(chunk).Append("\r\n");
        }
        if (hasTrailer) body.Append($"x-amz-checksum-crc32:{Checksum}\r\n");
        if (hasTrailer && chain is not null) body.Append($"x-amz-trailer-signature:{chain.SignTrailers($"x-amz-checksum-crc32:{Checksum}\n")}\r\n");
        request.Content = new ByteArrayContent(change(Encoding.ASCII.GetBytes(body.Append("\r\n").ToString())));
        using var client = new HttpClient();
        return await client.SendAsync(request, Token);
    }

    private sealed class Past : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddMinutes(-20);
    }
}
