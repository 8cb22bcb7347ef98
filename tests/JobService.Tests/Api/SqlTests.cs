using System.Net;
using System.Text;
using Floe.Engine;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Api;

public sealed class SqlTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Statements_run_while_the_caller_waits()
    {
        await using var service = await TestService.StartAsync();
        service.Engine.Sql = request => new SqlResponse(
            [new StatementSummary(1, 1, "SELECT", null, 0.1) { Rows = request.MaxRows }], new ResultSet([new ResultColumn("name", "string")], [["ø"], [null]], Truncated: true));

        var response = await service.Client.SqlAsync(new SqlRequest { Sql = "SELECT name FROM t", MaxRows = 2 }, Cancel);

        Assert.Equal(2, Assert.Single(response.Statements).Rows);
        Assert.Equal(["ø", null], response.Result!.Rows.Select(row => row[0]));
        Assert.True(response.Result.Truncated);
        Assert.Empty((await service.Client.ListAsync(cancellationToken: Cancel)).Jobs);
    }

    [Fact]
    public async Task Wrong_SQL_is_told_with_its_line_and_column()
    {
        await using var service = await TestService.StartAsync();
        service.Engine.Sql = _ => throw new SqlFailedException("no such table", 3, 7);

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.Client.SqlAsync(new SqlRequest { Sql = "SELECT" }, Cancel));

        Assert.Equal((HttpStatusCode.BadRequest, 3, 7), (refused.Status, refused.Problem!.Line, refused.Problem.Column));
        Assert.Equal("no such table", refused.Message);
    }

    [Fact]
    public async Task A_defect_is_told_without_its_inside()
    {
        await using var service = await TestService.StartAsync();
        service.Engine.Sql = _ => throw new InvalidOperationException("secret detail");

        var refused = await Assert.ThrowsAsync<JobsClientException>(() => service.Client.SqlAsync(new SqlRequest { Sql = "SELECT" }, Cancel));

        Assert.Equal(HttpStatusCode.InternalServerError, refused.Status);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "$.sql")]
    [InlineData("""{"sql":"  "}""", "$.sql")]
    [InlineData("""{"sql":"S","maxRows":0}""", "$.maxRows")]
    [InlineData("""{"sql":"S","maxRows":10001}""", "$.maxRows")]
    [InlineData("""{"sql":"S","tableBucket":"A B"}""", "$.tableBucket")]
    [InlineData("""{"sql":"S","limit":1}""", "$.limit")]
    public async Task A_wrong_member_is_named(string json, string field)
    {
        await using var service = await TestService.StartAsync();
        using var body = new StringContent(json, Encoding.UTF8, "application/json");

        using var response = await service.Http.PostAsync(new Uri("api/v1/sql", UriKind.Relative), body, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"\"field\":\"{field}\"", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
