using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>One change of a job's state, as it is stored.</summary>
internal sealed class StateRecord
{
    public long JobNumber { get; set; }

    /// <summary>From 1 within the job.</summary>
    public int Step { get; set; }

    public required JobState State { get; set; }

    public required DateTimeOffset At { get; set; }

    public int Attempt { get; set; }

    public string? Reason { get; set; }
}
