using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <param name="State">Where the job stands after it, moved or not.</param>
public sealed record JobMove(bool Moved, JobState State);
