using Floe.JobService.Dispatch;
using Floe.JobService.Logs;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

internal static class LogEndpoints
{
    /// <summary>Header of a text answer that does not follow: the cursor after it.</summary>
    public const string NextCursor = "Floe-Next-Cursor";

    public static void Map(RouteGroupBuilder api) => api.MapGet("/jobs/{id}/logs", LogsAsync);

    /// <summary>
    /// Text, or server-sent events where the caller accepts them. A cursor (or Last-Event-ID) goes on after what it was given with.
    /// Events always follow the job to its end; text does so with <c>follow=true</c>.
    /// </summary>
    private static async Task<IResult> LogsAsync(string id, HttpContext http, JobQueries queries, LogFollower follower, JobLogs logs, ServiceLife life, CancellationToken cancellationToken)
    {
        var query = LogQuery.Read(http.Request);
        if (await queries.FindStandingAsync(id, cancellationToken) is not { } standing) return Problems.NoJob(id);
        if (query.AsEvents) return new LogEventStream(follower.FollowAsync(id, query.Cursor, life.Ending, cancellationToken));
        if (query.Follow) return new LogTextStream(follower.FollowAsync(id, query.Cursor, life.Ending, cancellationToken), end: null);
        var end = logs.EndOf(id, standing.Attempt);
        http.Response.Headers[NextCursor] = (end < query.Cursor ? query.Cursor : end).ToString();
        return new LogTextStream(follower.ReadAsync(id, query.Cursor, standing.Attempt, cancellationToken), end);
    }
}
