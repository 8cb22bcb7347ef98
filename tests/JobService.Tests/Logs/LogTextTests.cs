using System.Net;
using System.Net.Http.Headers;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Logs;

public abstract class LogTextTests(StoreKind store) : StoreTests(store)
{
    [Fact]
    public async Task Text_goes_on_from_the_cursor_of_the_answer_before()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        run.Log("one\ntwo");
        await service.UntilLoggedAsync(job.Id, "two");
        var (first, cursor) = await ReadAsync(service, job.Id, "");
        var (nothing, same) = await ReadAsync(service, job.Id, $"?cursor={cursor}");
        run.Log("three");
        await service.UntilLoggedAsync(job.Id, "three");
        var (rest, _) = await ReadAsync(service, job.Id, $"?cursor={cursor}");

        Assert.Equal(2, first.Count(letter => letter == '\n'));
        Assert.Empty(nothing);
        Assert.Equal(cursor, same);
        Assert.Matches("^[0-9-]{10}T[0-9:.]{12}Z three\n$", rest);
        run.Succeed();
    }

    [Fact]
    public async Task A_job_without_a_log_yet_has_an_empty_one()
    {
        await using var service = await StartAsync(adapt: options => options with { MaxRunningJobs = 1 });
        await service.SubmitAsync();
        await service.Engine.NextRunningAsync();
        var queued = await service.SubmitAsync();

        Assert.Equal(("", "1-0"), await ReadAsync(service, queued.Id, ""));
    }

    [Fact]
    public async Task Following_as_text_ends_with_the_job()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        using var response = await service.Http.GetAsync(Path(job.Id, "?follow=true"), HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
        run.Log("one");
        Assert.EndsWith("one", await reader.ReadLineAsync(Cancel), StringComparison.Ordinal);
        run.Succeed();

        Assert.EndsWith("Succeeded.", await reader.ReadLineAsync(Cancel), StringComparison.Ordinal);
        Assert.Null(await reader.ReadLineAsync(Cancel));
    }

    [Fact]
    public async Task A_browser_goes_on_by_its_last_event()
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();
        var run = await service.Engine.NextRunningAsync();
        run.Log("one");
        await service.UntilLoggedAsync(job.Id, "one");
        var (_, cursor) = await ReadAsync(service, job.Id, "");
        run.Log("two");
        run.Succeed();
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(job.Id, "?cursor=1-0"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.Add("Last-Event-ID", cursor);

        using var response = await service.Http.SendAsync(request, Cancel);
        var events = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(" one\n", events, StringComparison.Ordinal);
        Assert.Contains(" two\n", events, StringComparison.Ordinal);
        Assert.EndsWith("event: end\ndata: {\"state\":\"Succeeded\"}\n\n", events, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?cursor=x", "cursor")]
    [InlineData("?cursor=0-0", "cursor")]
    [InlineData("?cursor=1--5", "cursor")]
    [InlineData("?follow=yes", "follow")]
    [InlineData("?tail=0", "tail")]
    public async Task A_wrong_parameter_is_named(string query, string field)
    {
        await using var service = await StartAsync();
        var job = await service.SubmitAsync();

        using var response = await service.Http.GetAsync(Path(job.Id, query), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"field\":\"{field}\"", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private static Uri Path(string id, string query) => new($"api/v1/jobs/{id}/logs{query}", UriKind.Relative);

    private static async Task<(string Text, string Cursor)> ReadAsync(TestService service, string id, string query)
    {
        using var response = await service.Http.GetAsync(Path(id, query), Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadAsStringAsync(Cancel), Assert.Single(response.Headers.GetValues("Floe-Next-Cursor")));
    }
}

public sealed class LogTextTestsOnSqlite() : LogTextTests(StoreKind.Sqlite);

public sealed class LogTextTestsOnPostgres() : LogTextTests(StoreKind.Postgres);
