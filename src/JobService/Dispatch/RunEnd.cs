namespace Floe.JobService.Dispatch;

/// <summary>Who asked a run to stop before its end.</summary>
internal enum RunEnd
{
    None,
    Cancel,
    Timeout,
    StartTimeout,
    ServiceStop,

    /// <summary>Another process leads now and has the run.</summary>
    TakenOver,
}
