using Floe.JobService.Contracts;

namespace Floe.Cli.Output;

/// <summary>Jobs as text for people.</summary>
internal static class JobPrinter
{
    public static IEnumerable<string> Lines(JobPage page) => TextTable.Lines(
        ["JOB", "NAME", "STATE", "QUEUE", "ENGINE", "CREATED", "RAN", "REASON"],
        [.. page.Jobs.Select(job => new[] { job.Id, job.Name, job.State.ToString(), job.Queue, job.Engine, Time(job.CreatedAt), Duration(job.StartedAt, job.EndedAt), OneLine(job.Reason) })]);

    public static IEnumerable<string> Lines(ExternalApplicationPage page) => TextTable.Lines(
        ["KIND", "NAMESPACE", "NAME", "STATE", "CREATED", "REASON"],
        [.. page.Applications.Select(one => new[] { one.Kind, one.Namespace, one.Name, one.State?.ToString() ?? "", one.CreatedAt is { } at ? Time(at) : "", OneLine(one.Reason) })]);

    /// <summary>One job with where it belongs, its attempts, its history and its statements.</summary>
    public static IEnumerable<string> Lines(JobDetails job)
    {
        yield return $"{job.Id}  {job.Name}  {job.State}{((job.PendingReason ?? job.Reason) is { } reason ? $": {reason}" : "")}";
        yield return $"engine {job.Engine}, queue {job.Queue}, priority {job.Priority}, owner {job.Owner}{(job.Schedule is { } schedule ? $", schedule {schedule}" : "")}";
        if (job.Labels is { } labels) yield return $"labels {string.Join(", ", labels.Select(label => $"{label.Key}={label.Value}"))}";
        if (job.Links.SparkUi is { } ui) yield return $"Spark UI {ui}";
        if (job.Links.History is { } history) yield return $"history server {history}";
        yield return "";
        foreach (var change in job.History) yield return $"{Time(change.At)}  {change.State}{(change.Reason is null ? "" : $"  {change.Reason}")}";
        if (job.Attempts.Count > 0) yield return "";
        foreach (var line in Attempts(job.Attempts)) yield return line;
        if (job.Statements.Count > 0) yield return "";
        foreach (var statement in job.Statements) yield return $"line {statement.Line,-4} {statement.Seconds,8:0.00} s  {Statements.Describe(statement)}";
    }

    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss");

    private static IEnumerable<string> Attempts(IReadOnlyList<JobAttempt> attempts) => attempts.Count == 0 ? [] : TextTable.Lines(
        ["ATTEMPT", "OUTCOME", "STARTED", "RAN", "LOGS", "REASON"],
        [.. attempts.Select(one => new[]
        {
            $"{one.Number}", one.Outcome?.ToString() ?? "", Time(one.StartedAt), Duration(one.StartedAt, one.EndedAt), string.Join(' ', one.LogRoles ?? []), OneLine(one.Reason),
        })]);

    private static string OneLine(string? text) => text?.ReplaceLineEndings(" ") ?? "";

    private static string Duration(DateTimeOffset? from, DateTimeOffset? to) => from is { } start && to is { } end ? $"{(end - start).TotalSeconds:0.00} s" : "";
}
