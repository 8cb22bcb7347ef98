using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>One change of a job's state, as it is stored.</summary>
internal sealed class StateRecord
{
    /// <summary>Counts up over all jobs: the order of events, also between processes, because writes come one after another.</summary>
    public long Sequence { get; set; }

    public long JobNumber { get; set; }

    /// <summary>From 1 within the job.</summary>
    public int Step { get; set; }

    public required JobState State { get; set; }

    public required DateTimeOffset At { get; set; }

    public int Attempt { get; set; }

    public string? Reason { get; set; }
}
