using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Engines;

namespace Floe.JobService.Api;

internal static class SqlEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/sql", RunAsync).Needs(Scopes.Submit).WithName("runSql")
        .Describe("Run SQL now", "Without a job, while the caller waits.").Takes<SqlRequest>(Examples.Sql).Gives<SqlResponse>(200).Fails();

    private static async Task<IResult> RunAsync(HttpRequest request, ISqlEngine engine, ServiceLife life, CancellationToken cancellationToken)
    {
        var sql = await SqlRequestReader.ReadAsync(request, cancellationToken);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, life.Ending);
        return Results.Json(await engine.RunAsync(sql, linked.Token), JobsWire.Json.SqlResponse);
    }
}
