using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Floe.JobService.Hosting;
using Floe.JobService.Tests.Support;
using Floe.JobService.Webhooks;

namespace Floe.JobService.Tests.Api;

public abstract class WebhookTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task A_message_comes_with_a_signature_that_its_secret_makes()
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var service = await StartAsync(adapt: Allow);
        var made = await service.DoneAsync(HttpMethod.Put, "api/v1/webhooks/w", $$"""{"url":"{{receiver.Url}}"}""");
        var secret = made.GetProperty("secret").GetString()!;
        var job = await service.SubmitAsync("n");
        (await service.Engine.NextRunningAsync()).Fail("no luck");

        var message = await receiver.NextAsync();

        var signed = $"{message.Id}.{message.Timestamp}.{message.Body}";
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed))), message.Signature);
        var data = JsonDocument.Parse(message.Body).RootElement.GetProperty("data");
        Assert.Equal((job.Id, "Failed", "no luck"), (data.GetProperty("jobId").GetString(), data.GetProperty("state").GetString(), data.GetProperty("reason").GetString()));
        Assert.DoesNotContain(secret, (await service.DoneAsync(HttpMethod.Get, "api/v1/webhooks/w")).GetRawText(), StringComparison.Ordinal);
        await service.DoneAsync(HttpMethod.Put, "api/v1/webhooks/w", $$"""{"url":"{{receiver.Url}}","states":["Running"]}""");
        Assert.DoesNotContain(secret, (await service.DoneAsync(HttpMethod.Get, "api/v1/webhooks")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_fails_is_sent_again_under_its_id_also_after_a_restart()
    {
        using var folder = new TempFolder();
        await using var receiver = await HookReceiver.StartAsync();
        receiver.Status = 500;
        HookMessage first;
        await using (var service = await StartAsync(folder.Path, Allow))
        {
            await service.DoneAsync(HttpMethod.Put, "api/v1/webhooks/w", $$"""{"url":"{{receiver.Url}}"}""");
            await service.SubmitAsync("n");
            (await service.Engine.NextRunningAsync()).Succeed();
            first = await receiver.NextAsync();
            while ((await service.DoneAsync(HttpMethod.Get, "api/v1/webhooks/w/deliveries")).GetProperty("deliveries")[0].GetProperty("attempts").GetInt32() == 0) await Task.Yield();
        }
        receiver.Status = 204;
        await using var again = await StartAsync(folder.Path, Allow);

        HookMessage second;
        do second = await receiver.NextAsync();
        while (second.Answered != 204);

        Assert.Equal((first.Id, first.Body), (second.Id, second.Body));
        JsonElement delivery;
        do delivery = Assert.Single((await again.DoneAsync(HttpMethod.Get, "api/v1/webhooks/w/deliveries")).GetProperty("deliveries").EnumerateArray());
        while (delivery.GetProperty("state").GetString() != "Delivered");
        Assert.Equal(204, delivery.GetProperty("status").GetInt32());
        Assert.True(delivery.GetProperty("attempts").GetInt32() >= 2);
    }

    [Fact]
    public async Task A_message_is_given_up_after_its_last_attempt_with_the_error_kept()
    {
        await using var service = await StartAsync(adapt: options => Allow(options) with { Webhooks = new() { AllowPrivateAddresses = true, MaxAttempts = 2, FirstWait = TimeSpan.FromMilliseconds(10) } });
        await service.DoneAsync(HttpMethod.Put, "api/v1/webhooks/w", """{"url":"http://127.0.0.1:9/"}""");
        await service.SubmitAsync("n");
        (await service.Engine.NextRunningAsync()).Succeed();

        JsonElement[] deliveries;
        do deliveries = [.. (await service.DoneAsync(HttpMethod.Get, "api/v1/webhooks/w/deliveries")).GetProperty("deliveries").EnumerateArray()];
        while (deliveries.Length == 0 || deliveries[0].GetProperty("state").GetString() == "Pending");

        Assert.Equal(("Failed", 2), (deliveries[0].GetProperty("state").GetString(), deliveries[0].GetProperty("attempts").GetInt32()));
        Assert.NotEmpty(deliveries[0].GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_holds_up_nobody_elses_messages()
    {
        const int Jobs = 40;
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(backlog: 200);
        await using var receiver = await HookReceiver.StartAsync();
        await using var service = await StartAsync(adapt: Allow);
        await service.DoneAsync(HttpMethod.Put, "api/v1/queues/held", """{"maxRunning":0}""");
        await service.DoneAsync(HttpMethod.Put, "api/v1/webhooks/silent", $$"""{"url":"http://{{silent.LocalEndpoint}}/","states":["Queued"]}""");
        await service.DoneAsync(HttpMethod.Put, "api/v1/webhooks/w", $$"""{"url":"{{receiver.Url}}","states":["Queued"]}""");

        await Task.WhenAll(Enumerable.Range(0, Jobs).Select(_ => service.SubmitAsync(TestService.Job() with { Queue = "held" })));

        // Less than the patience with the silent one, of which a fifth of its messages takes all.
        for (var i = 0; i < Jobs; i++) await receiver.NextAsync().WaitAsync(TimeSpan.FromSeconds(12), Cancel);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_private_address_gets_no_message()
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var service = await StartAsync(adapt: options => options with { Webhooks = new() { MaxAttempts = 1 } });
        // Passes the first look, which asks no name server.
        await service.DoneAsync(HttpMethod.Put, "api/v1/webhooks/w", $$"""{"url":"http://{{System.Net.Dns.GetHostName()}}:{{receiver.Url.Port}}/"}""");
        await service.SubmitAsync("n");
        (await service.Engine.NextRunningAsync()).Succeed();

        JsonElement[] deliveries;
        do deliveries = [.. (await service.DoneAsync(HttpMethod.Get, "api/v1/webhooks/w/deliveries")).GetProperty("deliveries").EnumerateArray()];
        while (deliveries.Length == 0 || deliveries[0].GetProperty("state").GetString() == "Pending");

        Assert.Contains("no public address", deliveries[0].GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, receiver.Waiting);
    }

    [Theory]
    [InlineData("""{"url":"http://127.0.0.1/"}""", "$.url")]
    [InlineData("""{"url":"http://localhost/"}""", "$.url")]
    [InlineData("""{"url":"http://[::ffff:10.0.0.1]/"}""", "$.url")]
    [InlineData("""{"url":"http://169.254.169.254/latest/meta-data"}""", "$.url")]
    [InlineData("""{"url":"ftp://example.org/"}""", "$.url")]
    [InlineData("""{"url":"https://user:pass@example.org/"}""", "$.url")]
    [InlineData("""{"url":"https://example.org/","secret":"short"}""", "$.secret")]
    [InlineData("""{"url":"https://example.org/","states":["Asleep"]}""", "$.states")]
    public async Task A_webhook_that_must_not_be_is_refused(string body, string field)
    {
        await using var service = await StartAsync();

        var (status, problem) = await service.SendAsync(HttpMethod.Put, "api/v1/webhooks/w", body);

        Assert.Equal((400, field), (status, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString()));
    }

    private static JobServiceOptions Allow(JobServiceOptions options) => options with { Webhooks = new() { AllowPrivateAddresses = true, FirstWait = TimeSpan.FromMilliseconds(200) } };
}

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("::ffff:0:10.1.2.3")]
    [InlineData("64:ff9b::10.1.2.3")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_of_the_internet_at_large_is_none(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("2600:1f18::1")]
    public void Any_other_address_is_one(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));
}

public sealed class WebhookTestsOnSqlite() : WebhookTests(StoreKind.Sqlite);

public sealed class WebhookTestsOnPostgres() : WebhookTests(StoreKind.Postgres);
