using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Dispatch;
using Floe.JobService.Logs;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

internal static class LogEndpoints
{
    /// <summary>Header of a text answer that does not follow: the cursor after it.</summary>
    public const string NextCursor = "Floe-Next-Cursor";

    public static void Map(RouteGroupBuilder api) => 
        api.MapGet("/jobs/{id}/logs", LogsAsync).Needs(Scopes.Read).WithName("getJobLogs")
            .Describe("Read or follow a log", "Text, or server-sent events where they are accepted. Goes on after cursor or Last-Event-ID; without follow, Floe-Next-Cursor says where the next call goes on.")
            .TakesQuery(Queries.Log).Produces<string>(200, "text/plain", "text/event-stream").Fails(404, 410)
            .TakesHeader("Last-Event-ID", "As cursor; a browser's EventSource sends it when it comes back. Wins over cursor.")
            .GivesHeader(200, NextCursor, "Where the next call goes on; not where the log is followed.");

    /// <summary>
    /// Text, or server-sent events where the caller accepts them. A cursor (or Last-Event-ID) goes on after what it was given with.
    /// Events always follow the job to its end; text does so with <c>follow=true</c>.
    /// </summary>
    private static async Task<IResult> LogsAsync(string id, HttpContext http, JobAccess access, LogFollower follower, JobLogs logs, ServiceLife life, CancellationToken cancellationToken)
    {
        var query = LogQuery.Read(http.Request);
        if (await access.FindAsync(http, id, cancellationToken) is not { } standing) return Problems.NoJob(id);
        var range = await RangeAsync(id, query, standing, logs, cancellationToken);
        // While there can still be another answer: an archive that is away shows when it is read.
        await logs.CheckAsync(range, standing.Attempt, cancellationToken);
        if (query.AsEvents) return new LogEventStream(follower.FollowAsync(range, life.Ending, cancellationToken), range.LastAttempt);
        if (query.Follow) return new LogTextStream(follower.FollowAsync(range, life.Ending, cancellationToken), end: null);
        var end = await logs.EndOfAsync(id, range.LastAttempt ?? standing.Attempt, query.Role, cancellationToken);
        http.Response.Headers[NextCursor] = (end < range.From ? range.From : end).ToString();
        return new LogTextStream(follower.ReadAsync(range, standing.Attempt, cancellationToken), end);
    }

    private static async Task<LogRange> RangeAsync(string id, LogQuery query, JobStanding standing, JobLogs logs, CancellationToken cancellationToken)
    {
        if (query.Cursor is { } cursor) return new(id, query.Role, cursor, query.Attempt);
        if (query.Tail is not { } lines) return new(id, query.Role, new LogCursor(query.Attempt ?? 1, 0), query.Attempt);
        var from = await logs.TailOfAsync(new(id, query.Attempt ?? Math.Max(1, standing.Attempt), query.Role), lines, cancellationToken);
        return new(id, query.Role, from, query.Attempt);
    }
}
