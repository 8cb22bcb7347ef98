using System.ComponentModel.DataAnnotations;

namespace Floe.JobService.Contracts;

/// <summary>
/// How often a job that fails is run again by itself. The wait before attempt n + 1 is <c>backoffSeconds * 2^(n-1)</c>, at most <c>maxBackoffSeconds</c>.
/// Only for jobs that may run twice: what an attempt had committed stays.
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Attempts in all, 1 to 20.</summary>
    [Range(1, 20)]
    public int MaxAttempts { get; init; } = 1;

    /// <summary>0 to 86,400.</summary>
    [Range(0, 86_400)]
    public int BackoffSeconds { get; init; } = 10;

    /// <summary>0 to 86,400.</summary>
    [Range(0, 86_400)]
    public int MaxBackoffSeconds { get; init; } = 600;
}
