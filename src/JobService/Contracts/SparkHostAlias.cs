namespace Floe.JobService.Contracts;

/// <summary>A line of the pods' <c>/etc/hosts</c>.</summary>
public sealed record SparkHostAlias(string Ip, IReadOnlyList<string> Hostnames);
