using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>Whether a job moved, and where it stands after it, moved or not.</summary>
internal sealed record JobMove(bool Moved, JobState State);
