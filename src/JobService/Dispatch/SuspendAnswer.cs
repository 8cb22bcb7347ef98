using Floe.JobService.Contracts;

namespace Floe.JobService.Dispatch;

/// <summary>What became of a suspend or a resume.</summary>
internal sealed record SuspendAnswer(SuspendResult Result, string? Engine = null, JobState State = default)
{
    public static readonly SuspendAnswer Done = new(SuspendResult.Done);
    public static readonly SuspendAnswer NoJob = new(SuspendResult.NoJob);

    public static SuspendAnswer WrongState(JobState state) => new(SuspendResult.WrongState, State: state);

    public static SuspendAnswer EngineCannot(string engine, JobState state) => new(SuspendResult.EngineCannot, engine, state);
}

internal enum SuspendResult
{
    /// <summary>Done, or asked of the engine.</summary>
    Done,
    NoJob,
    WrongState,
    EngineCannot,
}
