using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Api;

public sealed class QueryTests
{
    private const string Job = """{"kind":"sql","tableBucket":"lake","script":"SELECT 1"}""";

    [Theory]
    [InlineData("POST", "api/v1/jobs?dry_run=true", "dry_run", "dryRun", Job)]
    [InlineData("POST", "api/v1/jobs/none/cancel?force=true", "force", "no query parameters")]
    [InlineData("GET", "api/v1/events?since=3", "since", "cursor")]
    [InlineData("GET", "api/v1/queues?limit=3", "limit", "no query parameters")]
    [InlineData("GET", "api/v1/jobs?kind=sql", "kind", "state")]
    public async Task A_parameter_that_the_request_does_not_have_is_refused_and_nothing_is_done(string method, string path, string field, string remedy, string? body = null)
    {
        await using var service = await TestService.StartAsync();

        var (status, problem) = await service.SendAsync(new HttpMethod(method), path, body);

        Assert.Equal(400, status);
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(field, error.GetProperty("field").GetString());
        Assert.Contains(remedy, error.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Empty((await service.Client.ListAsync(cancellationToken: TestContext.Current.CancellationToken)).Jobs);
    }

    [Fact]
    public async Task What_is_unknown_and_what_is_wrong_are_told_together()
    {
        await using var service = await TestService.StartAsync();

        var (_, problem) = await service.SendAsync(HttpMethod.Get, "api/v1/jobs?kind=sql&limit=0&order=up");

        Assert.Equal(["kind", "limit", "order"], problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()).Order());
    }

    [Fact]
    public async Task Text_that_no_store_takes_is_refused()
    {
        await using var service = await TestService.StartAsync();

        Assert.Equal(400, (await service.SendAsync(HttpMethod.Get, "api/v1/jobs?name=%00")).Status);
    }
}
