using Floe.S3Tables.Hosting;

namespace Floe.S3Tables.Tests.Hosting;

/// <summary>What comes next on a connection is a request, and never what an earlier request left of its body (RFC 9112 section 9.3, RFC 9110 section 10.1.1).</summary>
public sealed class FramingTests : IAsyncLifetime
{
    private S3TablesHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _host = await S3TablesHost.StartAsync(new S3TablesOptions { Port = 0, Auth = S3TablesAuth.None }, Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_early_refusal_of_a_body_that_waits_to_be_asked_for_ends_the_connection()
    {
        using var wire = await ConnectAsync();
        await wire.SendAsync(Put("no-such-bucket", "k", 9, expect: true), Token);

        var refusal = await wire.ReceiveAsync(Token);

        Assert.Equal(404, refusal.Status);
        // The client may now keep its body: it could not tell on this connection where the next request begins.
        Assert.Equal("close", refusal.Headers.GetValueOrDefault("Connection"));
        Assert.True(await wire.IsClosedAsync(Token));
    }

    [Fact]
    public async Task An_empty_body_has_nothing_to_wait_for()
    {
        using var wire = await ConnectAsync();
        await wire.SendAsync(Put("no-such-bucket", "k", 0, expect: true), Token);
        Assert.Equal(404, (await wire.ReceiveAsync(Token)).Status);

        await AssertServesAsync(wire);
    }

    [Fact]
    public async Task A_body_that_was_asked_for_and_then_refused_leaves_the_connection_in_order()
    {
        using var wire = await ConnectAsync();
        await CreateBucketAsync(wire);
        await wire.SendAsync(Put("bucket", "k", 9, expect: true, "Content-MD5: AAAAAAAAAAAAAAAAAAAAAA=="), Token);
        Assert.Equal(100, (await wire.ReceiveAsync(Token)).Status);
        await wire.SendAsync("123456789", Token);

        Assert.Contains("BadDigest", (await wire.ReceiveAsync(Token)).Body);
        await AssertServesAsync(wire);
    }

    [Fact]
    public async Task A_body_that_comes_without_being_asked_for_is_read_as_one()
    {
        using var wire = await ConnectAsync();
        await CreateBucketAsync(wire);
        await wire.SendAsync(Put("bucket", "k", 9, expect: true) + "123456789", Token);

        var answer = await wire.ReceiveAsync(Token);
        if (answer.Status == 100) answer = await wire.ReceiveAsync(Token);

        Assert.Equal(200, answer.Status);
        await AssertServesAsync(wire);
    }

    [Fact]
    public async Task A_refused_request_takes_its_unread_body_with_it()
    {
        using var wire = await ConnectAsync();
        await wire.SendAsync(Put("no-such-bucket", "k", 9, expect: false) + "123456789", Token);
        Assert.Equal(404, (await wire.ReceiveAsync(Token)).Status);

        await AssertServesAsync(wire);
    }

    [Fact]
    public async Task A_chunked_body_with_a_fault_in_it_takes_its_rest_with_it()
    {
        using var wire = await ConnectAsync();
        await CreateBucketAsync(wire);
        const string Body = "3\r\nabc\r\nzz\r\nthe rest of it";
        await wire.SendAsync(Put("bucket", "k", Body.Length, expect: false, "x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nx-amz-decoded-content-length: 10") + Body, Token);
        Assert.Equal(400, (await wire.ReceiveAsync(Token)).Status);

        await AssertServesAsync(wire);
    }

    private Task<WireClient> ConnectAsync() => WireClient.ConnectAsync(_host.Endpoint, Token);

    private static async Task CreateBucketAsync(WireClient wire)
    {
        await wire.SendAsync("PUT /bucket HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", Token);
        Assert.Equal(200, (await wire.ReceiveAsync(Token)).Status);
    }

    private static string Put(string bucket, string key, int length, bool expect, string? header = null) =>
        $"PUT /{bucket}/{key} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n{(expect ? "Expect: 100-continue\r\n" : "")}{(header is null ? "" : header + "\r\n")}\r\n";

    private static async Task AssertServesAsync(WireClient wire)
    {
        await wire.SendAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", Token);
        var next = await wire.ReceiveAsync(Token);
        Assert.True(next.Status == 200, $"The next request was answered {next.Status} {next.Body}");
    }
}
