using System.Text.Json.Serialization;

namespace Floe.S3Tables.Client.Contracts;

/// <remarks>
/// <c>Role</c>: ARN of the IAM role that replicates.<br/>
/// <c>Rules</c>: Exactly one.
/// </remarks>
public sealed record ReplicationConfiguration(string Role, IReadOnlyList<ReplicationRule> Rules);

/// <remarks><c>Destinations</c>: One to five.</remarks>
public sealed record ReplicationRule(IReadOnlyList<ReplicationDestination> Destinations);

public sealed record ReplicationDestination([property: JsonPropertyName("destinationTableBucketARN")] string DestinationTableBucketArn);

public sealed record PutReplicationRequest(ReplicationConfiguration Configuration);

public sealed record PutReplicationResponse(string VersionToken, string Status);

public sealed record GetReplicationResponse(string VersionToken, ReplicationConfiguration Configuration);

public sealed record GetTableReplicationStatusResponse(string SourceTableArn, IReadOnlyList<ReplicationDestinationStatus> Destinations);

/// <remarks><c>ReplicationStatus</c>: <c>pending</c>, <c>completed</c> or <c>failed</c>.</remarks>
public sealed record ReplicationDestinationStatus(
    string ReplicationStatus,
    string DestinationTableBucketArn,
    string? DestinationTableArn = null,
    LastSuccessfulReplicatedUpdate? LastSuccessfulReplicatedUpdate = null,
    string? FailureMessage = null);

public sealed record LastSuccessfulReplicatedUpdate(string MetadataLocation, DateTimeOffset Timestamp);
