namespace Floe.JobService.Spark.Manifests;

/// <summary>A member that a schema does not know, and those it knows there.</summary>
internal sealed record UnknownMember(string Path, IEnumerable<string> Known);
