using Floe.JobService.Contracts;

namespace Floe.JobService.Client;

/// <summary>What comes while a job is followed.</summary>
public abstract record JobEvent;

/// <param name="Text">The line with the time it was written.</param>
/// <param name="Cursor">To go on after this line later.</param>
public sealed record JobLogLine(string Text, string Cursor) : JobEvent;

public sealed record JobStateChanged(JobState State, string? Reason) : JobEvent;

/// <summary>The last event: how the job ended; or, where one attempt was followed and another came after it, where the job stands.</summary>
public sealed record JobEnded(JobState State, string? Reason) : JobEvent;
