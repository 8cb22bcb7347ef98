namespace Floe.EndToEnd.Tests.Compatibility.Scenarios;

/// <summary>A table as it was created.</summary>
internal sealed record SceneTable(string Bucket, string Namespace, string Name, string Arn, string VersionToken, string Warehouse)
{
    /// <summary>The table by its place, as most operations want it.</summary>
    public object Place => new { tableBucketARN = Bucket, @namespace = Namespace, name = Name };

    /// <summary>The bucket of S3 behind the table.</summary>
    public string WarehouseBucket => Warehouse["s3://".Length..].TrimEnd('/');
}
