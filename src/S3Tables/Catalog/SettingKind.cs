namespace Floe.S3Tables.Catalog;

/// <summary>Keys of the setting table; maintenance settings use the job's own name.</summary>
public static class SettingKind
{
    public const string Encryption = "encryption";
    public const string StorageClass = "storage-class";
    public const string Policy = "policy";
    public const string Metrics = "metrics";
    public const string Replication = "replication";
    public const string RecordExpiration = "record-expiration";
}
