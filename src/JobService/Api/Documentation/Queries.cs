using Floe.JobService.Contracts;

namespace Floe.JobService.Api.Documentation;

/// <summary>The query parameters there are.</summary>
internal static class Queries
{
    public static readonly QueryDoc DryRun = new QueryDoc("dryRun", "Stores nothing, and answers 200 with what would run.").Boolean();

    public static readonly QueryDocs Jobs = new(
    [
        new QueryDoc("state", "Jobs in one of these states; also as one value with commas.").OneOf(Enum.GetNames<JobState>()).Repeated(),
        new("queue", "Jobs of this queue."),
        new QueryDoc("label", "Jobs with this label, as `name=value`; with all of them where there are more.").Repeated().Such("team=etl"),
        new("owner", "Jobs of this owner. Only with the scope admin; others see their own."),
        new("name", "Jobs whose name begins so."),
        new("engine", "Jobs of this engine."),
        new("schedule", "Jobs that this schedule submitted."),
        new QueryDoc("createdAfter", "Jobs submitted at this time or later.").Time().Such("2026-01-31T12:00:00Z"),
        new QueryDoc("createdBefore", "Jobs submitted before this time.").Time().Such("2026-02-01T00:00:00Z"),
        new QueryDoc("order", "By time of submit.").OneOf(["newest", "oldest"], "newest"),
        new QueryDoc("limit", "Jobs on a page at most.").Whole(1, 1000, 50),
        Page,
    ]) { AreCheckedByEndpoint = true };

    public static readonly QueryDocs Log = new(
    [
        new QueryDoc("role", "Whose log: `driver`, or one that the job's `attempts[].logRoles` names.").Such("executor-1"),
        new QueryDoc("attempt", "Only this attempt. Without it all of them, one after another.").Whole(1, int.MaxValue),
        new QueryDoc("tail", "Only so many of the last lines, of the newest attempt where none is named.").Whole(1, 100_000),
        new QueryDoc("follow", "Text that goes on until the job ends. Server-sent events always do.").Boolean(),
        new QueryDoc("cursor", "Goes on after this place: the id of an event, or the header Floe-Next-Cursor.").Such("1-4096"),
    ]) { AreCheckedByEndpoint = true };

    public static readonly QueryDocs ExternalApplications = new(
    [
        new("namespace", "Those of this namespace."),
        new QueryDoc("limit", "Applications on a page at most.").Whole(1, 1000, 50),
        Page,
    ]);

    public static readonly QueryDocs Events = new([new QueryDoc("cursor", "Goes on after the event with this id. The header Last-Event-ID wins over it.").Whole(0, long.MaxValue)]);

    public static readonly QueryDocs Times = new([new QueryDoc("count", "How many times to show.").Whole(1, 100, 5)]);

    private static QueryDoc Page => new("cursor", "`nextCursor` of the page before, with all else the same.");
}
