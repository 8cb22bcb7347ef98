using Floe.S3Tables.Authorization.Requests;
using Floe.S3Tables.Client;

namespace Floe.S3Tables.Authorization.Resources;

/// <summary>What the catalog knows of a <see cref="Target"/>, with the policies as they were put.</summary>
/// <param name="Bucket">The table bucket.</param>
/// <param name="BucketPolicy">The table bucket's policy, or null.</param>
/// <param name="Table">The table, or null where the target is not one or does not exist.</param>
public sealed record StoredResource(TableBucketArn Bucket, string? BucketPolicy, StoredTable? Table = null)
{
    /// <summary>The tags of the table bucket.</summary>
    public IReadOnlyDictionary<string, string> BucketTags { get; init; } = new Dictionary<string, string>();
}

/// <param name="Arn">The table.</param>
/// <param name="Namespace">Where it is now.</param>
/// <param name="Name">What it is called now.</param>
/// <param name="Policy">The table's policy, or null.</param>
public sealed record StoredTable(TableArn Arn, string Namespace, string Name, string? Policy)
{
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
