using Floe.S3Tables.Client.Contracts;

namespace Floe.S3Tables.Catalog;

/// <summary>A stored replication configuration with the version token that guards it.</summary>
public sealed record ReplicationSetting(string VersionToken, ReplicationConfiguration Configuration);
