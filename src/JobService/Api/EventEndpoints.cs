using System.Globalization;
using Floe.JobService.Api.Documentation;
using Floe.JobService.Auth;
using Floe.JobService.Contracts;
using Floe.JobService.Dispatch;
using Floe.JobService.Jobs;

namespace Floe.JobService.Api;

/// <summary>State changes as server-sent events, from the stored history: whoever comes back with the last id misses nothing.</summary>
internal static class EventEndpoints
{
    private const string LastEventId = "As cursor; a browser's EventSource sends it when it comes back.";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/events", AllAsync).Needs(Scopes.Read).WithName("followEvents")
            .Describe("Follow state changes", "Of own jobs, or everybody's with the scope admin. Begins now; with cursor or Last-Event-ID after that event (0: all there are).")
            .TakesQuery(Queries.Events).Produces<JobEventData>(200, "text/event-stream").Fails()
            .TakesHeader("Last-Event-ID", LastEventId);
        api.MapGet("/jobs/{id}/events", OfJobAsync).Needs(Scopes.Read).WithName("followJobEvents")
            .Describe("Follow the state changes of a job", "Begins with its first one, or after cursor or Last-Event-ID; ends when the job is over.")
            .TakesQuery(Queries.Events).Produces<JobEventData>(200, "text/event-stream").Fails(404)
            .TakesHeader("Last-Event-ID", LastEventId);
    }

    private static async Task<IResult> AllAsync(HttpContext http, EventFollower follower, ServiceLife life, CancellationToken cancellationToken)
    {
        var cursor = Cursor(http.Request) ?? await follower.NowAsync(cancellationToken);
        return new EventStream(follower.FollowAsync(cursor, Caller.Of(http).OnlyOwner, jobId: null, life.Ending, cancellationToken), cursor);
    }

    private static async Task<IResult> OfJobAsync(string id, HttpContext http, JobAccess access, EventFollower follower, ServiceLife life, CancellationToken cancellationToken)
    {
        var cursor = Cursor(http.Request) ?? 0;
        if (await access.FindAsync(http, id, cancellationToken) is null) return Problems.NoJob(id);
        return new EventStream(follower.FollowAsync(cursor, owner: null, id, life.Ending, cancellationToken), cursor);
    }

    /// <exception cref="BadRequestException">The cursor is none.</exception>
    private static long? Cursor(HttpRequest request)
    {
        var (name, text) = request.Headers["Last-Event-ID"] is [{ Length: > 0 } last, ..] ? ("Last-Event-ID", last) : ("cursor", request.Query["cursor"].ToString());
        if (text.Length == 0) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor)
            ? cursor
            : throw new BadRequestException(new FieldError(name, $"is '{text}', which is no id of an event.", "Use the id of the last event, or leave it out."));
    }
}
