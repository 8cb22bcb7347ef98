namespace Floe.JobService.Contracts;

/// <summary>The platform that the service belongs to, for clients that were given only the service's address.</summary>
/// <param name="S3Endpoint">Null on AWS, where the region decides.</param>
public sealed record PlatformInfo(string Region, Uri? S3Endpoint, Uri S3TablesEndpoint);
