namespace Floe.JobService.Dispatch;

/// <summary>What a job says of an end that its engine did not choose.</summary>
internal static class Reasons
{
    /// <summary>A statement is one commit, so it is there whole or not at all.</summary>
    private const string WhatStays = "Statements that had committed stay; the one that was running left nothing in its table.";

    public const string Crashed = $"The service stopped in mid-run. {WhatStays} The job was not run again by itself, because an append could then be there twice: look at the table and submit it again.";

    public const string Stopped = $"The service was stopped in mid-run. {WhatStays} Look at the table and submit the job again.";

    public const string CancelledInRun = $"Cancelled on request. {WhatStays}";

    public const string CancelledInQueue = "Cancelled on request before it ran.";

    public const string NotTaken = "The service stopped before the engine took the job; it waits again.";

    public static string TimedOut(int seconds) => $"Stopped after its time limit of {seconds} s. {WhatStays}";

    public const string Held = "Suspended on request; it waits until it is resumed.";

    public const string RetriedByHand = "Queued again on request.";

    public static string NotStarted(int seconds, string? waitedFor) => waitedFor is null
        ? $"Did not run within its start limit of {seconds} s."
        : $"Did not run within its start limit of {seconds} s. It waited for: {waitedFor}";

    public static string NoEngine(string engine) => $"The engine '{engine}', which the job was accepted for, is not set up on this service. Set it up, or submit the job again for another one.";

    public static string EngineBroke(string engine, Exception error) => $"The engine '{engine}' broke: {error.Message}";
}
