using Floe.JobService.Contracts;
using Floe.JobService.Engines;

namespace Floe.JobService.Store;

/// <summary>Whether and when a job whose attempt failed is tried again by itself.</summary>
internal static class RetryDecision
{
    /// <summary>Null where it is not. A lost run is not tried again: it may go on where nobody sees it.</summary>
    public static TimeSpan? WaitAfter(JobRecord job, RunOutcome outcome, RetryPolicy? retry)
    {
        if (retry is null || outcome.State != JobState.Failed || !outcome.MayRetry || job.State == JobState.Cancelling || job.Attempt >= retry.MaxAttempts) return null;
        return TimeSpan.FromSeconds(Math.Min(retry.MaxBackoffSeconds, retry.BackoffSeconds * Math.Pow(2, job.Attempt - 1)));
    }

    public static string Describe(int attempt, RetryPolicy retry, string? reason, DateTimeOffset next) =>
        $"Attempt {attempt} of {retry.MaxAttempts} failed: {reason} Attempt {attempt + 1} starts at {next:yyyy-MM-dd'T'HH:mm:ss'Z'} or later.";
}
