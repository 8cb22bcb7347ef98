namespace Floe.JobService.Contracts;

/// <summary>A key of a Kubernetes secret in the job's namespace.</summary>
public sealed record SparkSecretKey(string Secret, string Key);
