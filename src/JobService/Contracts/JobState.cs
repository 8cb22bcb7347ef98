namespace Floe.JobService.Contracts;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Stored, waits for its turn.</summary>
    Queued,

    /// <summary>Taken from the queue, on its way to the engine.</summary>
    Submitting,

    /// <summary>The engine has it and waits for something: capacity, an image, a quota. The reason says what.</summary>
    Pending,

    Running,

    /// <summary>An attempt failed and the engine starts another one.</summary>
    Retrying,

    Suspended,

    Succeeded,

    Failed,

    /// <summary>A cancel was asked for and has not reached the engine's end yet.</summary>
    Cancelling,

    Cancelled,

    /// <summary>The run vanished from the engine without a trace of how it ended.</summary>
    Lost,
}
