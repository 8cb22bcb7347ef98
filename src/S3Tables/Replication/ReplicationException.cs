namespace Floe.S3Tables.Replication;

/// <summary>A table cannot be copied; the message is the failureMessage of its replication status.</summary>
public sealed class ReplicationException(string message) : Exception(message);
