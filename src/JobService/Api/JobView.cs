using System.Diagnostics;
using System.Text.Json;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Logs;
using Floe.JobService.Logs.Archive;
using Floe.JobService.Store;

namespace Floe.JobService.Api;

/// <summary>Stored jobs as the API shows them.</summary>
internal static class JobView
{
    public const string Root = "/api/v1/jobs";

    public static string PathOf(string id) => $"{Root}/{id}";

    /// <param name="job">With attempts, history and labels.</param>
    /// <param name="now">For timings that go on.</param>
    /// <param name="pendingReason">What it waits for.</param>
    /// <param name="logs">The logs there are; null where they were not asked for.</param>
    public static JobDetails Details(JobRecord job, DateTimeOffset now, string? pendingReason = null, IReadOnlyList<LogName>? logs = null)
    {
        var newest = job.Attempts.MaxBy(attempt => attempt.Attempt);
        var links = Links(newest);
        return new()
        {
            Id = job.Id,
            Name = job.Name,
            State = job.State,
            Reason = job.Reason,
            PendingReason = pendingReason,
            Owner = job.Owner,
            Queue = job.Queue,
            Priority = job.Priority,
            Labels = job.Labels.Count == 0 ? null : job.Labels.ToDictionary(label => label.Name, label => label.Value),
            Schedule = job.Schedule,
            NotBefore = job.NotBefore,
            Engine = job.Engine,
            Definition = JsonSerializer.Deserialize(job.Definition, JobsWire.Json.JobDefinition)!,
            CreatedAt = job.CreatedAt,
            StartedAt = job.StartedAt,
            EndedAt = job.EndedAt,
            Timings = Timings(job, now),
            Attempts = [.. job.Attempts.OrderBy(a => a.Attempt).Select(a => Attempt(a, logs))],
            History = [.. job.History.OrderBy(h => h.Step).Select(h => new JobStateChange(h.State, h.At, h.Attempt, h.Reason))],
            Statements = newest?.Statements is { } statements ? JsonSerializer.Deserialize(statements, JobsWire.Json.IReadOnlyListStatementSummary)! : [],
            RejectedRows = newest?.RejectedRows ?? 0,
            TraceId = ActivityContext.TryParse(job.TraceParent, null, out var trace) ? trace.TraceId.ToHexString() : null,
            Links = new JobLinks(PathOf(job.Id), $"{PathOf(job.Id)}/logs", $"{PathOf(job.Id)}/result", $"{PathOf(job.Id)}/cancel")
            {
                Events = $"{PathOf(job.Id)}/events",
                SparkUi = links.GetValueOrDefault(LinkName.SparkUi),
                History = links.GetValueOrDefault(LinkName.History),
                LogArchive = links.GetValueOrDefault(LinkName.LogArchive),
            },
        };
    }

    private static JobAttempt Attempt(AttemptRecord attempt, IReadOnlyList<LogName>? logs) =>
        new(attempt.Attempt, attempt.Engine, attempt.StartedAt, attempt.EndedAt, attempt.Outcome, attempt.Reason)
        {
            LogRoles = logs is null ? null : [.. logs.Where(log => log.Attempt == attempt.Attempt).Select(log => log.Role)],
            Links = Links(attempt) is { Count: > 0 } links ? links : null,
            Executions = attempt.Executions is null ? null : StoredJson.Executions(attempt.Executions),
        };

    /// <summary>What the engine told, and where the archived logs are.</summary>
    private static SortedDictionary<string, string> Links(AttemptRecord? attempt)
    {
        var links = StoredJson.Strings(attempt?.Links);
        if (attempt?.LogArchive is { } archived) links[LinkName.LogArchive] = ArchivedLogs.Parse(archived).Folder;
        return links;
    }

    private static JobTimings Timings(JobRecord job, DateTimeOffset now)
    {
        var end = job.EndedAt ?? now;
        var started = job.StartedAt ?? end;
        return new((started - job.CreatedAt).TotalSeconds, job.StartedAt is null ? null : (end - started).TotalSeconds, (end - job.CreatedAt).TotalSeconds);
    }
}
