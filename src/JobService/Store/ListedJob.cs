using Floe.JobService.Contracts;

namespace Floe.JobService.Store;

/// <summary>A job of a list, with its place in the order of acceptance.</summary>
internal sealed record ListedJob(long Number, JobSummary Summary);
