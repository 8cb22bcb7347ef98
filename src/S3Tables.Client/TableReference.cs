namespace Floe.S3Tables.Client;

/// <summary>A table by its place, as most operations name it.</summary>
public sealed record TableReference(TableBucketArn Bucket, string Namespace, string Name)
{
    internal string Path => $"/tables/{Bucket.Encoded}/{Uri.EscapeDataString(Namespace)}/{Uri.EscapeDataString(Name)}";
}
