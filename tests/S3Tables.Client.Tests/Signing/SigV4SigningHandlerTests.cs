using System.Diagnostics;
using System.Text;
using Floe.S3Tables.Client.Signing;

namespace Floe.S3Tables.Client.Tests.Signing;

public sealed class SigV4SigningHandlerTests
{
    private const string Now = "20261122T120000Z";

    private static readonly AwsCredentials Credentials = new("AKID", "secret");

    [Theory]
    [InlineData("s3", "http://localhost:4580/bucket/a%20b/%C3%A4+%7E'(1).txt?list-type=2&prefix=a%2Fb&flag")]
    [InlineData("s3tables", "http://localhost:4580/tables/arn%3Aaws%3As3tables%3Aus-east-1%3A000000000000%3Abucket%2Fb/ns?prefix=x")]
    public async Task What_is_signed_verifies(string service, string uri)
    {
        var sent = await SendAsync(service, new HttpRequestMessage(HttpMethod.Post, uri) { Content = new StringContent("{}", Encoding.UTF8, "application/json") }, Credentials);

        Verify(sent, Credentials, SigV4Signer.Hash("{}"u8));
    }

    [Fact]
    public async Task A_session_token_is_sent_and_signed()
    {
        var temporary = Credentials with { SessionToken = "token" };
        var sent = await SendAsync("s3", new HttpRequestMessage(HttpMethod.Get, "http://localhost/b/k"), temporary);

        Assert.Equal("token", sent.Headers.GetValues("x-amz-security-token").Single());
        Verify(sent, temporary, SignatureProtocol.EmptyHash);
        Assert.Equal(SignatureError.InvalidToken, Assert.Throws<SignatureException>(() => Verify(sent, temporary with { SessionToken = "other" }, SignatureProtocol.EmptyHash)).Error);
    }

    [Fact]
    public async Task Trace_headers_added_afterwards_do_not_break_the_signature()
    {
        using var activity = new Activity("test").Start();
        var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost/b/k");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        var sent = await SendAsync("s3", request, Credentials);
        sent.Headers.Remove("traceparent");
        sent.Headers.Add("traceparent", activity.Id);

        Verify(sent, Credentials, SignatureProtocol.EmptyHash);
    }

    [Fact]
    public async Task A_request_sent_again_gets_a_new_signature()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost/b/k");
        await SendAsync("s3", request, Credentials);
        var again = await SendAsync("s3", request, Credentials);

        Verify(again, Credentials, SignatureProtocol.EmptyHash);
    }

    [Fact]
    public void A_presigned_URL_verifies()
    {
        var clock = new FixedTime(Now);
        var uri = new SigV4Signer("us-east-1", "s3", clock).Presign(HttpMethod.Put, new Uri("http://localhost:1/b/a%20b?x=1"), Credentials, TimeSpan.FromMinutes(5));
        var request = new SignableRequest("PUT", uri.AbsolutePath, uri.Query[1..], name => name == "host" ? "localhost:1" : null);

        new SigV4Verifier(_ => Credentials, "us-east-1", clock).Verify(request, SignatureClaim.Read(request)!, SignatureProtocol.UnsignedPayload);
    }

    private static void Verify(HttpRequestMessage sent, AwsCredentials credentials, string payloadHash)
    {
        var request = new SignableRequest(sent.Method.Method, sent.RequestUri!.AbsolutePath, sent.RequestUri.Query.TrimStart('?'), name =>
            sent.Headers.TryGetValues(name, out var values) || (sent.Content?.Headers.TryGetValues(name, out values) ?? false) ? string.Join(',', values) : null);
        new SigV4Verifier(_ => credentials, "us-east-1", new FixedTime(Now)).Verify(request, SignatureClaim.Read(request)!, payloadHash);
    }

    private static async Task<HttpRequestMessage> SendAsync(string service, HttpRequestMessage request, AwsCredentials credentials)
    {
        using var handler = new SigV4SigningHandler(_ => ValueTask.FromResult(credentials), "us-east-1", service, new FixedTime(Now)) { InnerHandler = new Swallow() };
        using var invoker = new HttpMessageInvoker(handler);
        await invoker.SendAsync(request, TestContext.Current.CancellationToken);
        return request;
    }

    private sealed class Swallow : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage());
    }
}
