using System.Diagnostics;
using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>Stored jobs as the API shows them.</summary>
internal static class JobView
{
    public const string Root = "/api/v1/jobs";

    public static string PathOf(string id) => $"{Root}/{id}";

    public static JobDetails Details(JobRecord job, DateTimeOffset now)
    {
        var newest = job.Attempts.MaxBy(attempt => attempt.Attempt);
        return new()
        {
            Id = job.Id,
            Name = job.Name,
            State = job.State,
            Reason = job.Reason,
            Engine = job.Engine,
            Definition = JsonSerializer.Deserialize(job.Definition, JobsWire.Json.JobDefinition)!,
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            EndedAt = job.EndedAt,
            Timings = Timings(job, now),
            Attempts = [.. job.Attempts.OrderBy(a => a.Attempt).Select(a => new JobAttempt(a.Attempt, a.Engine, a.StartedAt, a.EndedAt, a.Outcome, a.Reason))],
            History = [.. job.History.OrderBy(h => h.Step).Select(h => new JobStateChange(h.State, h.At, h.Attempt, h.Reason))],
            Statements = newest?.Statements is { } statements ? JsonSerializer.Deserialize(statements, JobsWire.Json.IReadOnlyListStatementSummary)! : [],
            RejectedRows = newest?.RejectedRows ?? 0,
            TraceId = ActivityContext.TryParse(job.TraceParent, null, out var trace) ? trace.TraceId.ToHexString() : null,
            Links = new JobLinks(PathOf(job.Id), $"{PathOf(job.Id)}/logs", $"{PathOf(job.Id)}/result", $"{PathOf(job.Id)}/cancel"),
        };
    }

    private static JobTimings Timings(JobRecord job, DateTimeOffset now)
    {
        var end = job.EndedAt ?? now;
        var started = job.StartedAt ?? end;
        return new((started - job.CreatedAt).TotalSeconds, job.StartedAt is null ? null : (end - started).TotalSeconds, (end - job.CreatedAt).TotalSeconds);
    }
}
