using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Replication;

/// <summary>How far the copying of one table to one table bucket is.</summary>
/// <param name="SourceId">The table.</param>
/// <param name="DestinationArn">The table bucket.</param>
/// <param name="Requested">Counts the versions that were to be copied.</param>
/// <param name="Done">The last one that was.</param>
/// <param name="ReplicaArn">The copy, once it is there.</param>
/// <param name="Failure">Why the last attempt failed; null where it did not.</param>
/// <param name="Last">The last version that was copied.</param>
public sealed record ReplicationState(
    string SourceId, string DestinationArn, long Requested, long Done, string? ReplicaArn, string? Failure, LastSuccessfulReplicatedUpdate? Last)
{
    public string Status => Failure is not null ? "failed" : Done < Requested || Last is null ? "pending" : "completed";
}
